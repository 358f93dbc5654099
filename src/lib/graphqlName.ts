/**
 * The GraphQL name of an alias: split on `_`, the first part lower case, the others capitalised, a part that starts with
 * a digit lower case. `ECOM_TOTAL_NET_SALES_AMOUNT_1M` → `ecomTotalNetSalesAmount1m`. The database function
 * `facet.graphql_name` follows the same rule.
 */
export function graphqlName(alias: string): string {
  const [first = '', ...others] = alias.split('_').filter((part) => part !== '');
  return (
    first.toLowerCase() + others.map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase()).join('')
  );
}
