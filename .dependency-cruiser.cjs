/** Architecture rules; test/architecture.test.ts feeds each one a bad file and expects it to fire. */
const modules = [
  'organisations', 'members', 'accounts', 'campaigns', 'ledger', 'guarded-words', 'venues', 'activities', 'assignments', 'opinions', 'information', 'rosters',
  'posts', 'activity-day', 'sheets', 'proposals', 'deliberations', 'consultations', 'plenary', 'reading', 'scoring',
  'outreach', 'supervision', 'bulletins',
]
const isTest = '\\.test\\.tsx?$'

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'platform-knows-no-module',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: [isTest, '/page\\.tsx$'] },
      to: { path: '^src/(modules|seed|cli)/' },
    },
    {
      name: 'modules-meet-at-the-door',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/', pathNot: isTest },
      to: { path: '^src/modules/([^/]+)/', pathNot: ['^src/modules/$1/', '/(index|contract|process|rules)\\.ts$', '/pages/parts/'] },
    },
    {
      name: 'pure-stays-pure',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/(process|rules|contract)\\.ts$' },
      to: { path: '(^src/platform/(db|http|house|take-step|todos|jobs|files|transfer|write|audit|idempotency|crypto|config)\\.ts$)|(^src/modules/[^/]+/(queries|commands|access|routes|steps|jobs|index)\\.ts$)|(^node:)|(^(fs|crypto|path|http)$)' },
    },
    {
      name: 'web-sees-no-server-file',
      severity: 'error',
      from: { path: ['^src/web/(?!public/|faces)[^.]+\\.(ts|tsx)$', '^src/modules/[^/]+/pages/'], pathNot: ['^src/web/ui/public/', '^src/web/faces\\.ts$', isTest] },
      to: { path: '(^src/platform/(db|http|house|take-step|todos|jobs|files|transfer|write|audit|idempotency|config|images|migrate)\\.ts$)|(^src/modules/[^/]+/(queries|commands|access|routes|steps|jobs|index|public)\\.tsx?$)' },
    },
    {
      name: 'antd-lives-in-ui-staff',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/web/ui/staff/' },
      to: { path: 'node_modules/(antd|@ant-design)' },
    },
    ...modules.slice(0, -1).map((name, index) => ({
      name: `order-${name}`,
      severity: 'error',
      comment: 'a later module may use an earlier one, never the reverse; contracts are words and may be read by pages',
      from: { path: `^src/modules/${name}/`, pathNot: [isTest, '/pages/'] },
      to: { path: `^src/modules/(${modules.slice(index + 1).join('|')})/` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  },
}
