import { useMemo } from 'react'
import { newKey, useWrite } from '../../../../web/call.ts'
import { below } from '../../../../web/frame.tsx'
import { staff } from '../../../../web/paths.ts'
import { useMe } from '../../../../web/session.ts'
import { Button, Confirm, ErrorNote, PageHead, Result } from '../../../../web/ui/staff/index.ts'
import { useState } from 'react'
import { printSlips } from '../../contract.ts'

/** 激活纸条: for members who have never signed in, one slip each, to cut and hand over. */
export default function Slips() {
  const me = useMe()
  const write = useWrite(printSlips)
  const id = useMemo(() => newKey(), [])
  const [made, setMade] = useState<{ count: number; path: string } | null>(null)
  const office = me.data?.grants.find((grant) => grant.role === 'office')
  return (
    <>
      <PageHead
        title="激活纸条"
        crumbs={[{ label: '账号与角色', to: below(staff.accounts()) }, { label: '激活纸条' }]}
        facts={['没有短信也能登录：每位委员一张，扫码或输数字，用一次，30 天内有效']}
      />
      {made === null ? (
        <Confirm
          main
          verb="为还没登录过的委员各印一张"
          busy={write.busy}
          obstacle={office ? null : '印激活纸条由本级政协办公室办'}
          onYes={() =>
            void write
              .send({ body: { id, committeeId: office?.unitId ?? '' }, key: id })
              .then(setMade, () => undefined)
          }
        >
          以前印过、还没用的纸条会作废。印好后请当面交给本人，不要群发照片。
        </Confirm>
      ) : (
        <>
          <Result>
            {made.count > 0
              ? `好了，共 ${made.count} 张。`
              : '本级委员都登录过了，没有要印的。单独补一张，请从委员页面点登录码。'}
          </Result>
          {made.count > 0 && (
            <Button main href={made.path} icon="print">
              打开打印页
            </Button>
          )}
        </>
      )}
      {write.error && <ErrorNote>{write.error.message}</ErrorNote>}
    </>
  )
}
