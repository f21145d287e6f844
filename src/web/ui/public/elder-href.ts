/** A page's address with the other size asked for. */
export const elderHref = (path: string, isOn: boolean): string => {
  const [place = '/', query = ''] = path.split('?')
  const asked = new URLSearchParams(query)
  asked.set('elder', isOn ? '1' : '0')
  return `${place}?${asked.toString()}`
}
