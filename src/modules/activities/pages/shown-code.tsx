import '../../../web/styles/activities.css'
import { useEffect, useState } from 'react'
import type { z } from 'zod'
import { qrSvg } from '../../../platform/qr.ts'
import type { Codes } from '../contract.ts'

/** The code of this half minute: to scan, and six digits to type; the next one follows by itself. */
export function ShownCode({ codes }: { codes: z.output<typeof Codes> }) {
  const now = useClock()
  const slot = Math.floor(now / codes.slotMs)
  const code = codes.codes[slot - codes.firstSlot]
  const left = Math.ceil((codes.slotMs - (now % codes.slotMs)) / 1000)
  if (!code) {
    const opens = new Date(codes.firstSlot * codes.slotMs)
    return (
      <p className="say">
        {now < opens.getTime()
          ? '活动开始前半小时亮码，这一页开着就行。'
          : '活动结束了，码也停了。没签上的，在名单上勾。'}
      </p>
    )
  }
  const picture = `data:image/svg+xml,${encodeURIComponent(qrSvg(`${location.origin}${codes.path.replace('{code}', code)}`, { level: 'M' }))}`
  return (
    <div className="shown-code">
      <h2>{codes.title}</h2>
      <img src={picture} alt="扫这个码签到" width={360} height={360} />
      <p className="digits">
        {code.slice(0, 3)} {code.slice(3)}
      </p>
      <p className="why">{left} 秒后换下一个。用手机扫码，或在“签到”里填这 6 位数字。</p>
    </div>
  )
}

const useClock = (): number => {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500)
    return () => clearInterval(timer)
  }, [])
  return now
}
