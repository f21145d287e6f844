import { readConfig } from '../platform/config.ts'
import { startServer } from '../server.ts'
import { writeBackup } from './backup.ts'
import { createAdmin } from './create-admin.ts'
import { examine } from './doctor.ts'
import { generateTypes } from './generate-types.ts'
import { migrateOnly } from './migrate.ts'
import { writeProcesses } from './processes.ts'
import { restoreBackup } from './restore.ts'
import { rotateKeys } from './rotate-keys.ts'
import { seed } from './seed.ts'
import { printSignInLink } from './sign-in-link.ts'
import { verifyAll } from './verify.ts'

/** One command of `minqiao`; `run` answers the exit code, undefined is 0. */
export interface Command {
  name: string
  usage: string
  about: string
  run: (rest: string[]) => Promise<number | undefined | void>
}

export const commands: Command[] = [
  {
    name: 'start',
    usage: 'start',
    about: '启动（首次会建库、填演示数据）',
    run: () => startServer(readConfig(process.env)),
  },
  { name: 'migrate', usage: 'migrate', about: '只升级数据库结构', run: migrateOnly },
  { name: 'seed', usage: 'seed --scale county|province', about: '往空库里填合成的数据', run: seed },
  {
    name: 'sign-in-link',
    usage: 'sign-in-link --as ROLE [--unit CODE]',
    about: '演示模式：打印一次性登录链接',
    run: printSignInLink,
  },
  {
    name: 'create-admin',
    usage: 'create-admin --as KIND --name NAME --login LOGIN',
    about: '建系统、安全、审计管理员（system、security、audit）',
    run: createAdmin,
  },
  { name: 'backup', usage: 'backup FILE', about: '备份到一个文件（不含密钥）', run: writeBackup },
  { name: 'restore', usage: 'restore FILE', about: '恢复到空的数据库', run: restoreBackup },
  {
    name: 'rotate-keys',
    usage: 'rotate-keys [--reseal]',
    about: '换加密密钥，边服务边换（--reseal：只把没换完的换完）',
    run: rotateKeys,
  },
  { name: 'verify', usage: 'verify', about: '重算全部封存，指出第一处不对', run: verifyAll },
  { name: 'doctor', usage: 'doctor', about: '检查会丢数据、会出错的设置', run: examine },
  {
    name: 'generate-types',
    usage: 'generate-types [--check]',
    about: '由数据库生成 db/types.ts',
    run: generateTypes,
  },
  {
    name: 'processes',
    usage: 'processes [--check]',
    about: '由 process.ts 生成 docs/processes.md',
    run: writeProcesses,
  },
]
