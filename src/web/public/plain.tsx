import type { ReactElement } from 'react'
import type { PageContext } from '../../platform/page.tsx'
import { framed } from './frame.tsx'

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
          <p>
            您反映事情时留的电话、称呼、地点，加密保管，只给办这件事的人看，每看一次都留记录。要删掉，告诉工作室，说出编号就行。
          </p>
          <p>委员的电话从不公开；照片上传时去掉拍摄的时间和地点。</p>
          <p>照片里有您、您不愿意公开的，请告诉工作室，马上撤下。</p>
        </div>
      </>
    ),
  })
