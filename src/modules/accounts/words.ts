const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: 'numeric',
  minute: '2-digit',
  hour12: false,
})

/** The time of day in Shanghai, 8:16. */
export const clockOf = (instant: Date): string =>
  clock
    .format(instant)
    .replace(/^0(?=\d:)/, '')
    .replace(/^24/, '0')

/** A phone or computer as its owner would call it, from what the browser says of itself. */
export const deviceOf = (userAgent: string | undefined): string => {
  const agent = userAgent ?? ''
  const machine = machines.find(([pattern]) => pattern.test(agent))?.[1] ?? '其他设备'
  const program = programs.find(([pattern]) => pattern.test(agent))?.[1] ?? '浏览器'
  return `${machine}，${program}`
}

const machines: [RegExp, string][] = [
  [/iPhone/, '苹果手机'],
  [/iPad/, '苹果平板'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙手机'],
  [/Android.*Mobile/, '安卓手机'],
  [/Android/, '安卓平板'],
  [/Windows/, 'Windows 电脑'],
  [/Macintosh/, '苹果电脑'],
  [/Linux/, 'Linux 电脑'],
]

const programs: [RegExp, string][] = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome 一类'],
  [/Safari\//, 'Safari'],
]
