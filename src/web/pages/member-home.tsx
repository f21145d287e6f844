/** Replaced by the member's 今天 as soon as activities stand. */
export default function MemberHome() {
  return <h1>今天</h1>
}
