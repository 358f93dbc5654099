import {
  Kind,
  parse,
  type DirectiveDefinitionNode,
  type EnumTypeDefinitionNode,
  type ScalarTypeDefinitionNode,
} from 'graphql';

/** What a specification brings with it. */
export type SpecDefinition = DirectiveDefinitionNode | EnumTypeDefinitionNode | ScalarTypeDefinitionNode;

/** What schemas may use by a `@link`, or as federation did before there were links. */
export interface Specification {
  /** Its definitions by their own names, those of directives with `@`. */
  readonly definitions: ReadonlyMap<string, SpecDefinition>;
  /** The minor version that first had a definition, where that is not the first. */
  readonly since: Readonly<Record<string, number>>;
}

const isDefinition = ({ kind }: { readonly kind: Kind }): boolean =>
  kind === Kind.DIRECTIVE_DEFINITION || kind === Kind.ENUM_TYPE_DEFINITION || kind === Kind.SCALAR_TYPE_DEFINITION;

/** The name of a definition as `@link` imports it. */
export const ownName = ({ kind, name }: SpecDefinition): string =>
  kind === Kind.DIRECTIVE_DEFINITION ? `@${name.value}` : name.value;

const definitionsOf = (sdl: string): ReadonlyMap<string, SpecDefinition> =>
  new Map(
    parse(sdl, { noLocation: true })
      .definitions.filter((one): one is SpecDefinition => isDefinition(one))
      .map((one) => [ownName(one), one]),
  );

const link = definitionsOf(`
  "The name of something that a specification defines."
  scalar Import
  "What a specification is used for, where a server that does not know it must not go on."
  enum Purpose {
    "It says who may see something."
    SECURITY
    "It says how something is answered."
    EXECUTION
  }
  "Says which specification the schema uses."
  directive @link(
    "The specification and its version."
    url: String!
    "The prefix of its names, where they are not imported."
    as: String
    "What it is used for."
    for: Purpose
    "The names used without a prefix."
    import: [Import]
  ) repeatable on SCHEMA
`);

const everywhere =
  'FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ENUM | ENUM_VALUE | SCALAR | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ARGUMENT_DEFINITION';
const ofRights = 'FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM';

const tag = `
  "Names a part of the schema, for tools that choose by names."
  directive @tag(
    "The name."
    name: String!
  ) repeatable on ${everywhere} | SCHEMA
`;

const inaccessible = `
  "Leaves something out of the schema that clients of the supergraph see."
  directive @inaccessible on ${everywhere}
`;

const authenticated = `
  "Says that only a client that has shown who it is may ask for something."
  directive @authenticated on ${ofRights}
`;

const requiresScopes = `
  "The name of a right."
  scalar Scope
  "Says which rights a client must have to ask for something."
  directive @requiresScopes(
    "Lists of rights: all of one list are needed."
    scopes: [[Scope!]!]!
  ) on ${ofRights}
`;

const policy = `
  "The name of a rule that a router checks."
  scalar Policy
  "Says which rules must hold before something is answered."
  directive @policy(
    "Lists of rules: all of one list must hold."
    policies: [[Policy!]!]!
  ) on ${ofRights}
`;

const context = `
  "A context and fields of it, as in a selection."
  scalar ContextFieldValue
  "Names a type, so that what lies below it may take values of it."
  directive @context(
    "The name."
    name: String!
  ) repeatable on OBJECT | INTERFACE | UNION
  "Gives an argument the value of a field that stands above in the answer."
  directive @fromContext(
    "The context and the field."
    field: ContextFieldValue
  ) on ARGUMENT_DEFINITION
`;

const cost = `
  "Says what something costs, for limits of operations."
  directive @cost(
    "The cost."
    weight: Int!
  ) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  "Says how long a list can be, for limits of operations."
  directive @listSize(
    "A length to reckon with."
    assumedSize: Int
    "Arguments that give the length."
    slicingArguments: [String!]
    "Fields below that the length is of, where the field itself is no list."
    sizedFields: [String!]
    "Whether exactly one of the arguments must be given."
    requireOneSlicingArgument: Boolean = true
  ) on FIELD_DEFINITION
`;

const entities = `
  "Fields of a type, as in a selection."
  scalar FieldSet
  "Says which fields identify an object for other subgraphs."
  directive @key(
    "The fields."
    fields: FieldSet!
    "Whether this subgraph answers for objects by this key."
    resolvable: Boolean = true
  ) repeatable on OBJECT | INTERFACE
  "Says which fields of other subgraphs a field is worked out from."
  directive @requires(
    "The fields, of the same object."
    fields: FieldSet!
  ) on FIELD_DEFINITION
  "Says which fields of an object this subgraph answers here, though they are another's elsewhere."
  directive @provides(
    "The fields, of the object that the field gives."
    fields: FieldSet!
  ) on FIELD_DEFINITION
  "Says that another subgraph answers a field, and this one only names it."
  directive @external on OBJECT | FIELD_DEFINITION
  "Says that a type is another subgraph's, and this one adds to it."
  directive @extends on OBJECT | INTERFACE
  "Says that a field is answered here and no longer by another subgraph."
  directive @override(
    "The subgraph that answered it."
    from: String!
    "Says for which part of the requests, as a router understands it."
    label: String
  ) on FIELD_DEFINITION
`;

const federation = `
  ${entities}
  "Says that other subgraphs may define the same."
  directive @shareable repeatable on OBJECT | FIELD_DEFINITION
  "Says that an interface of other subgraphs is a type here, and that this one adds to all that implement it."
  directive @interfaceObject on OBJECT
  "Says that a directive of the schema shall stand in the supergraph."
  directive @composeDirective(
    "The directive, with its @."
    name: String!
  ) repeatable on SCHEMA
`;

const spec = (sdl: string, since: Readonly<Record<string, number>> = {}): Specification => ({
  definitions: definitionsOf(sdl),
  since,
});

/** The identity of the specification of `@link` itself. */
export const linkIdentity = 'https://specs.apollo.dev/link';

/** The identity of the specification of federation. */
export const federationIdentity = 'https://specs.apollo.dev/federation';

/** The newest minor version of federation 2 that is known here. */
export const newestMinor = 11;

/** The specifications that are known here, by their identity: their URL without the version. */
export const specifications: ReadonlyMap<string, Specification> = new Map([
  [linkIdentity, { definitions: link, since: {} }],
  [
    federationIdentity,
    spec([federation, tag, inaccessible, authenticated, requiresScopes, policy, context, cost].join('\n'), {
      '@composeDirective': 1,
      '@interfaceObject': 3,
      '@authenticated': 5,
      '@requiresScopes': 5,
      Scope: 5,
      '@policy': 6,
      Policy: 6,
      '@context': 8,
      '@fromContext': 8,
      ContextFieldValue: 8,
      '@cost': 9,
      '@listSize': 9,
    }),
  ],
  ...Object.entries({ tag, inaccessible, authenticated, requiresScopes, policy, context, cost }).map(
    ([name, sdl]): [string, Specification] => [`https://specs.apollo.dev/${name}`, spec(sdl)],
  ),
]);

const federationDirectives = specifications.get(federationIdentity)?.definitions;

/** Whether a directive, by its own name, is one of federation, of which only routers and composers know. */
export const isOfFederation = (name: string): boolean =>
  name === 'link' || federationDirectives?.has(`@${name}`) === true;

/** What federation 1 knew without a link, and what composition still takes beside it. */
export const federation1 = spec(
  [
    entities,
    tag,
    inaccessible,
    '"Says that other subgraphs may define the same." directive @shareable repeatable on OBJECT | FIELD_DEFINITION',
  ].join('\n'),
);
