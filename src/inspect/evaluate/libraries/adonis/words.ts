/** The singular that resources make of a name: `categories` gives `category`. */
export function singular(name: string): string {
  if (/ies$/.test(name)) return name.replace(/ies$/, 'y');
  return /(?:s|x|z|ch|sh)es$/.test(name) ? name.replace(/es$/, '') : name.replace(/s$/, '');
}
