import { useRead } from '../../../../web/call.ts'
import { ErrorNote, asDayTime } from '../../../../web/ui/staff/index.ts'
import { readCode } from '../../contract.ts'

/** What was just made, for the one who made it: a link to hand over, or digits to read out. */
export function GivenCode({ id }: { id: string }) {
  const code = useRead(readCode, { params: { id } })
  if (code.error) return <ErrorNote>{code.error.message}</ErrorNote>
  if (!code.data) return <p className="meta">正在生成……</p>
  const { data } = code
  if (data.isUsed) return <p className="meta">已经用过，或者过期了。</p>
  return (
    <div className="said" role="status">
      <p>
        {data.path
          ? `把这个链接当面或用内部渠道交给${data.personName}，用一次就作废。`
          : `念给${data.personName}，请他在“委员登录”里选“用激活码登录”。`}
      </p>
      <p className="num">
        <b>{data.path ? `${location.origin}${data.path}` : inFours(data.code ?? '')}</b>
      </p>
      <p className="note">{asDayTime(data.endsAt)} 前有效。谁在什么时候看过，有记录。</p>
    </div>
  )
}

const inFours = (code: string): string => code.replace(/\d{4}(?=\d)/g, '$& ')
