/** A question whose time is compared between sizes of the data. */
export interface Question {
  readonly name: string;
  readonly query: string;
  readonly variables: (draw: () => number) => Readonly<Record<string, unknown>>;
  /** How often it is asked. */
  readonly times: number;
}

const fields = 'profile { date fields { visits score amount average orders label store lastOrder } }';
const key = (n: number): string => `C${String(n).padStart(7, '0')}`;

/** The questions for so many customers, each of which draws its keys anew. */
export function growthQuestions(customers: number): readonly Question[] {
  const any = (draw: () => number): number => Math.floor(draw() * customers);
  const none = () => ({});
  return [
    {
      name: 'one customer by id',
      query: `query ($id: ID!) { customer(id: $id) { id fullName ${fields} } }`,
      variables: (draw) => ({ id: key(any(draw)) }),
      times: 200,
    },
    {
      name: 'one customer by an identifier',
      query: 'query ($value: String!) { customerByIdentifier(system: "crm", value: $value) { id fullName } }',
      variables: (draw) => ({ value: `crm-${key(any(draw)).slice(1)}` }),
      times: 200,
    },
    {
      name: 'the days of one customer',
      query: `query ($id: ID!) { customer(id: $id) { profiles(first: 30) { edges { node { date fields { visits amount } } } } } }`,
      variables: (draw) => ({ id: key(any(draw)) }),
      times: 100,
    },
    {
      name: 'search by a rare name',
      query: 'query ($text: String!) { customers(search: $text, first: 20) { edges { node { id } } } }',
      variables: (draw) => ({ text: `Surname ${any(draw)}` }),
      times: 20,
    },
    {
      name: 'search by an identifier',
      query: 'query ($text: String!) { customers(search: $text, first: 20) { edges { node { id } } } }',
      variables: (draw) => ({ text: `shop-${key(any(draw)).slice(1)}` }),
      times: 20,
    },
    {
      name: 'search by a part that many have',
      query: '{ customers(search: "Given 77", first: 20) { edges { node { id } } } }',
      variables: none,
      times: 5,
    },
    {
      name: 'filter and sort by an indexed alias, 20 of them',
      query: `query ($n: Decimal!) { customers(filter: { attributes: [{ name: "VISITS", number: { gte: $n } }] }, orderBy: [{ attribute: "VISITS" }], first: 20) { edges { node { id } } } }`,
      variables: (draw) => ({ n: String(Math.floor(draw() * 50_000)) }),
      times: 20,
    },
    {
      name: 'filter and sort by aliases without an index',
      query: `{ customers(filter: { attributes: [{ name: "SCORE", number: { gte: "900" } }] },
        orderBy: [{ attribute: "AMOUNT", direction: DESC }], first: 50) { edges { node { id } } } }`,
      variables: none,
      times: 5,
    },
    {
      name: 'count by a filter',
      query: `{ customers(filter: { country: { is: "DE" }, attributes: [{ name: "LABEL", text: { is: "label 4" } }] }) { totalCount } }`,
      variables: none,
      times: 5,
    },
    {
      name: 'customers grouped by country, with sums',
      query: `{ customersAggregate(groupBy: [{ column: COUNTRY }]) { edges { node { keys { value } count sum(attribute: "AMOUNT") } } } }`,
      variables: none,
      times: 5,
    },
    {
      name: 'worth of a segment',
      query: `{ segmentInsights(definition: { include: { groups: [{ conditions: [{ attribute: { name: "ORDERS", number: { gte: "20" } } }] }] } }) {
        customers share } }`,
      variables: none,
      times: 3,
    },
  ];
}
