/** What somebody wrote, as a sentence before another: with one mark at its end, its own ？ ！ or …, else 。; empty stays empty. */
export const sentence = (words: string): string => {
  const said = words.trim().replace(/[。．.，,；;、：:\s]+$/u, '')
  return said === '' || /[？！?!…][”’」』）)]*$/u.test(said) ? said : `${said}。`
}
