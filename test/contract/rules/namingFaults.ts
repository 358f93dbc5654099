import { visit, type ASTVisitor, type DocumentNode, type FieldDefinitionNode, type NameNode } from 'graphql';

const pascal = /^[A-Z][A-Za-z0-9]*$/;
const camel = /^[a-z][A-Za-z0-9]*$/;
const screaming = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Names that the federation's specifications fix: `_Any`, `_service`, `link__Import`. */
const isFixed = (name: string): boolean => name.startsWith('_') || name.includes('__');

const verbs =
  'add|apply|archive|deliver|unschedule|cancel|create|delete|forget|pause|remove|rename|retire|revoke|run|schedule|set|start|stop|update';
const startsWithVerb = new RegExp(`^(${verbs})[A-Z]`);
const startsWithGet = /^(get|fetch|find|list|read|load)[A-Z]/;

function rootFaults(root: string, fields: readonly FieldDefinitionNode[]): string[] {
  const names = fields.map(({ name }) => name.value);
  if (root === 'Query')
    return names
      .filter((name) => startsWithGet.test(name))
      .map((name) => `Query.${name} begins with a verb; a query is named after what it gives`);
  if (root === 'Mutation')
    return names
      .filter((name) => !startsWithVerb.test(name))
      .map((name) => `Mutation.${name} does not begin with a verb that is followed by its object`);
  return [];
}

/** Names that are not written as the contract writes them. */
export function namingFaults(document: DocumentNode): string[] {
  const faults: string[] = [];
  const check = (pattern: RegExp, form: string) => ({
    enter({ name }: { readonly name: NameNode }) {
      if (!isFixed(name.value) && !pattern.test(name.value)) faults.push(`${name.value} is not ${form}`);
    },
  });
  const [type, member] = [check(pascal, 'PascalCase'), check(camel, 'camelCase')];
  const visitor: ASTVisitor = {
    ScalarTypeDefinition: type,
    InterfaceTypeDefinition: type,
    UnionTypeDefinition: type,
    EnumTypeDefinition: type,
    InputObjectTypeDefinition: type,
    ObjectTypeDefinition: {
      enter(node) {
        type.enter(node);
        faults.push(...rootFaults(node.name.value, node.fields ?? []));
      },
    },
    FieldDefinition: member,
    InputValueDefinition: member,
    DirectiveDefinition: member,
    EnumValueDefinition: check(screaming, 'SCREAMING_SNAKE_CASE'),
  };
  visit(document, visitor);
  return faults;
}
