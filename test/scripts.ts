/** What a script payload sets when it runs: looked for on every page. */
export const ran = '__ran'

const deeds = [`window.${ran}=1`, `top.${ran}=1`, `self['${ran}']=1`, `alert(1)`, `eval('window.${ran}=1')`]

/** Ways to have a browser run a piece of script, from inside text, attributes, addresses and styles. */
const shapes: ((deed: string) => string)[] = [
  (deed) => `<script>${deed}</script>`,
  (deed) => `<ScRiPt>${deed}</sCrIpT>`,
  (deed) => `<img src=x onerror="${deed}">`,
  (deed) => `<img/src=x onerror=${deed}>`,
  (deed) => `<svg onload=${deed}>`,
  (deed) => `<svg><script>${deed}</script></svg>`,
  (deed) => `<body onload=${deed}>`,
  (deed) => `<details open ontoggle=${deed}>`,
  (deed) => `<video><source onerror=${deed}></video>`,
  (deed) => `<input autofocus onfocus=${deed}>`,
  (deed) => `<iframe src="javascript:${deed}"></iframe>`,
  (deed) => `<iframe srcdoc="<script>${deed}</script>"></iframe>`,
  (deed) => `<a href="javascript:${deed}">看</a>`,
  (deed) => `<a href=" &#106;avascript:${deed}">看</a>`,
  (deed) => `<object data="javascript:${deed}"></object>`,
  (deed) => `<embed src="data:text/html,<script>${deed}</script>">`,
  (deed) => `<form action="javascript:${deed}"><button autofocus>好</button></form>`,
  (deed) => `<meta http-equiv=refresh content="0;url=javascript:${deed}">`,
  (deed) => `<style>@import 'javascript:${deed}'</style>`,
  (deed) => `<math><mi xlink:href="javascript:${deed}">好</mi></math>`,
  (deed) => `javascript:${deed}`,
  (deed) => `\${${deed}}{{constructor.constructor('${deed.replaceAll("'", '')}')()}}`,
]

/** What a payload breaks out of first. */
const contexts = [
  '',
  '">',
  "'>",
  '</textarea>',
  '</title>',
  '</script>',
  '--><!-- -->',
  ']]>',
  '\u2028',
  '=cmd|',
]

/** Every shape in every context with one deed each in turn, and each shape with each deed. */
export const payloads: readonly string[] = [
  ...new Set([
    ...contexts.flatMap((context) =>
      shapes.flatMap((shape, at) =>
        [0, 2].map((more) => context + shape(deeds[(at + more) % deeds.length] ?? '')),
      ),
    ),
    ...shapes.flatMap((shape) => deeds.map((deed) => `"'>${shape(deed)}`)),
  ]),
]

/** Payloads in pieces of at most so many characters, one a line. */
export const inPieces = (most: number): string[] => {
  const pieces: string[] = []
  for (const payload of payloads) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + payload.length + 1 <= most)
      pieces[pieces.length - 1] = `${last}\n${payload}`
    else pieces.push(payload)
  }
  return pieces
}
