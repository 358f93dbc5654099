import { visit, type DocumentNode, type EnumTypeDefinitionNode, type InputObjectTypeDefinitionNode } from 'graphql';

/** What begins the names of inputs and enums: our own name, and words for what this server alone has in a graph of many teams. */
const ownWords = /^(Facet|Customer|Segment|Targeting|Metric|PlannedCampaign|Validation)(?=[A-Z])/;

/** Names that stand without such a word, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  AggregationLevel:
    'the levels of metrics are a word of ours that clients and their generated types have known from the first day',
};

/** Inputs and enums that another team might name so too: composition would leave out the members that theirs has not. */
export function foreignNameFaults(document: DocumentNode): string[] {
  const faults: string[] = [];
  const check = ({ name: { value } }: InputObjectTypeDefinitionNode | EnumTypeDefinitionNode): void => {
    if (!value.includes('__') && !ownWords.test(value) && !Object.hasOwn(exceptions, value))
      faults.push(`${value} may be another team's name too; it must begin with Facet or a word of ours`);
  };
  visit(document, { InputObjectTypeDefinition: check, EnumTypeDefinition: check });
  return faults;
}
