/** A number that an office may set for itself, by day; what is shipped where it has set none. (domain.md C24) */
export interface NumberSetting {
  key: string
  shipped: number
  least: number
  most: number
  /** what it is, with its unit */
  label: string
  /** the clause it follows */
  source: string
}
