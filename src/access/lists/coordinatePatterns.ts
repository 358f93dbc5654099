/** Tells whether a coordinate such as `Customer.email` is one of some patterns: `Customer.email`, `Order.*`, `*.phone`, `*.*`. */
export function coordinatePatterns(patterns: readonly string[]): (type: string, field: string) => boolean {
  const known = new Set(patterns);
  return (type, field) =>
    known.has(`${type}.${field}`) || known.has(`${type}.*`) || known.has(`*.${field}`) || known.has('*.*');
}
