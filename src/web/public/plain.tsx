import type { ReactElement } from 'react'
import { siteIdentity } from '../../modules/accounts/index.ts'
import { dayOf } from '../../platform/clock.ts'
import { type Tx, sql } from '../../platform/db.ts'
import type { PageContext } from '../../platform/page.tsx'
import { framed } from './frame.tsx'

/** 投诉建议: whom to tell, as shipped; the 政协's own contact where it has written one. */
export const complaintsPage = async (context: PageContext): Promise<ReactElement> => {
  const at = await committeeAt(context.tx, context.query.at)
  const site = await siteIdentity(context.tx, at?.id ?? null, dayOf(context.now))
  return framed(context, {
    title: '投诉建议',
    committeeId: at?.id ?? null,
    back: at ? { to: `/c/${at.code}`, label: at.name } : { to: '/', label: '首页' },
    children: (
      <>
        <h1 className="title">投诉建议</h1>
        <div className="prose">
          <p>
            对委员工作室、对这个网站有意见，请告诉{at ? at.name : '当地政协'}办公室
            {site.contact ? `，电话 ${site.contact}` : ''}。也可以写信，或到工作室当面说。
          </p>
          <p>
            报警请打 110，急救请打 120，政务服务请打
            12345。信访和涉法涉诉的事，请找信访部门和司法机关，这里办不了。
          </p>
          <p>请不要写涉密的内容。</p>
        </div>
      </>
    ),
  })
}

/** 信息怎么保管, in plain words. */
export const privacyPage = (context: PageContext): Promise<ReactElement> =>
  framed(context, {
    title: '信息怎么保管',
    committeeId: null,
    back: { to: '/', label: '首页' },
    children: (
      <>
        <h1 className="title">信息怎么保管</h1>
        <div className="prose">
          <p>看这些页面不用登录，不记您是谁，不记您在哪里，没有统计您的脚本。</p>
          <p>只有一样记在您的手机里：您选的是不是长辈版。</p>
          <p>委员的电话从不公开；照片上传时去掉拍摄的时间和地点。</p>
          <p>照片里有您、您不愿意公开的，请告诉工作室，马上撤下。</p>
        </div>
      </>
    ),
  })

const committeeAt = async (tx: Tx, code: string | undefined) => {
  const { rows } = await sql<{ id: string; code: string; name: string }>`
    select id, code, name from units where kind = 'committee' and code = ${code ?? ''}`.execute(tx)
  return rows[0]
}
