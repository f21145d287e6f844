import { addressOf, useWrite } from '../../../../web/call.ts'
import { Button, Confirm, Facts, Section, asDayTime } from '../../../../web/ui/staff/index.ts'
import type { Venue } from '../../contract.ts'
import { getPoster, renewCode } from '../../people-contract.ts'
import { publicPath } from '../../rules.ts'

/** The studio's code: its address, posters, and how to renew or revoke it. */
export function Code({ venue }: { venue: Venue }) {
  const renew = useWrite(renewCode)
  const take = (old: 'redirects' | 'revoked') => void renew.send({ params: { id: venue.id }, body: { old } })
  if (venue.standing.state !== 'open') return <p className="meta">工作室开放后才有码和海报。</p>
  return (
    <>
      <Facts
        rows={[
          {
            label: '公开页',
            value: (
              <a href={publicPath(venue.token)} target="_blank" rel="noreferrer">
                {location.origin}
                {publicPath(venue.token)}
              </a>
            ),
          },
        ]}
      />
      <Section title="海报">
        <div className="open">
          <Button icon="print" href={`/print/venues/${venue.id}`}>
            打印海报
          </Button>
          <Button icon="down-to" href={addressOf(getPoster, { params: { id: venue.id } })} download>
            下载 SVG
          </Button>
        </div>
      </Section>
      {venue.may.edit && (
        <Section title="换码">
          <p className="meta">平时不用换。换届、改名都不影响：印出去的码一直有效。</p>
          <div className="open">
            <Confirm verb="换新码，旧码转到本页" onYes={() => take('redirects')} busy={renew.busy}>
              换了以后海报要重印；已经贴出去的旧码还能用，会转到同一页。
            </Confirm>
            <Confirm verb="换新码，旧码停用" onYes={() => take('revoked')} busy={renew.busy}>
              旧码马上失效，扫到的人会看到“这个码已经停用”，恢复不了。码被冒用时才这样换。
            </Confirm>
          </div>
          {venue.retiredCodes.length > 0 && (
            <dl className="facts">
              {venue.retiredCodes.map((code) => (
                <div key={code.token}>
                  <dt className="num">{code.token}</dt>
                  <dd>
                    {asDayTime(code.retiredAt)} 换下，{code.state === 'redirects' ? '仍转到本页' : '已停用'}
                  </dd>
                </div>
              ))}
            </dl>
          )}
        </Section>
      )}
    </>
  )
}
