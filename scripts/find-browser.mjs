// Finds Chromium, or installs it with the system's package manager; null when neither works.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const places = [
  process.env.MINQIAO_BROWSER,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

const found = () => places.find((place) => place && existsSync(place)) ?? null

export const findBrowser = async () => {
  const already = found()
  if (already) return already
  const asRoot = process.getuid?.() === 0 ? [] : canSudo() ? ['sudo', '-n'] : null
  if (asRoot === null || !existsSync('/usr/bin/apt-get')) return null
  console.log('没有找到 Chromium，正在用系统的包管理器安装……')
  const apt = (...args) =>
    spawnSync(
      [...asRoot, 'apt-get'][0],
      [...asRoot.slice(1), ...(asRoot.length ? ['apt-get'] : []), ...args],
      {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      },
    ).status === 0
  if (!apt('update', '-qq')) return null
  apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
  return found()
}

const canSudo = () => spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
