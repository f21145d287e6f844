/** What all that is printed for opinions shares: A4, black on white, letters that an old eye can read. */
export const printStyle = `
@page { size: A4 portrait; margin: 10mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 8mm 4mm; max-width: 190mm; color: #000; background: #fff; font: 10pt/1.45 'Songti SC', 'SimSun', 'Noto Serif CJK SC', serif; }
.num { font-family: 'Times New Roman', 'Liberation Serif', serif; font-variant-numeric: tabular-nums; white-space: nowrap; }
.how p { margin: 0 0 3mm; font-size: 11pt; }
@media print { body { padding: 0; max-width: none; } }
`

export const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** A code that leads to this computer alone is no use on paper. */
export function OnlyHere({ site }: { site: string }) {
  if (!/\/\/(localhost|127\.|\[::1\])/.test(site)) return null
  return (
    <p>
      <b>先别印：</b>现在的网址 {site}{' '}
      只有这台电脑打得开，手机扫了没有用。请管理员设好对外的网址（MINQIAO_BASE_URL）再印。
    </p>
  )
}
