import type { ReactNode } from 'react'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import theme from './staff-theme.json' with { type: 'json' }

/** The look of Ant Design inside the staff face: our theme unchanged, Chinese, no wave; `nonce` lets its styles past the CSP. */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <ConfigProvider
      theme={theme}
      locale={zhCN}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      {...(nonce ? { csp: { nonce } } : {})}
    >
      {children}
    </ConfigProvider>
  )
}
