/** Database engine that an add-on or image name speaks of. */
export function engineOf(name: string): string | undefined {
  const engines = [
    ['postgresql', /postgres|postgis|timescale|pgvector/],
    ['mysql', /mysql|mariadb|jawsdb|cleardb/],
    ['mongodb', /mongo/],
    ['redis', /redis|valkey|keydb/],
  ] as const;
  return engines.find(([, pattern]) => pattern.test(name.toLowerCase()))?.[0];
}
