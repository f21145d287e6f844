import type { Option } from '../../../../web/ui/form/fields.tsx'

/** The five categories as shipped; a 政协's own are set at triage. (domain.md A3.12) */
export const opinionCategories: readonly Option[] = [
  { value: 'economy', label: '经济' },
  { value: 'politics', label: '政治' },
  { value: 'culture', label: '文化' },
  { value: 'society', label: '社会' },
  { value: 'ecology', label: '生态' },
]
