/** A number that an office may set for itself, by day; what is shipped where it has set none. (domain.md C24) */
export interface NumberSetting {
  key: string
  shipped: number
  least: number
  most: number
  /** what it is, with its unit */
  label: string
  /** 1 is 是 and 0 is 否 */
  yesNo?: true
  /** the clause it follows */
  source: string
}
