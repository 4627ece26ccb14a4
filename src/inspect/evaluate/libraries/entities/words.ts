/** The plural that object mappers make of a name: `Category` gives `Categories`. */
export function plural(name: string): string {
  if (/(person)$/i.test(name)) return name.replace(/erson$/i, 'eople');
  if (/[^aeiou]y$/i.test(name)) return name.replace(/y$/i, 'ies');
  if (/(s|x|z|ch|sh)$/i.test(name)) return /s$/i.test(name) && !/ss$/i.test(name) ? name : `${name}es`;
  return `${name}s`;
}

/** Names that differ by their case or their plural are the same. */
export function sameWord(one: string, other: string): boolean {
  const bare = (name: string): string =>
    name
      .toLowerCase()
      .replace(/ies$/, 'y')
      .replace(/(s|x|z|ch|sh)es$/, '$1')
      .replace(/s$/, '');
  return bare(one) === bare(other);
}

/** `createdAt` gives `created_at`. */
export function snake(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
}

export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
