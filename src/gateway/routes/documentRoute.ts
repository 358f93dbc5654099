import { HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { getOperationAST, parse, type GraphQLSchema } from 'graphql';
import type { PublishedDocument } from '../../documents/PublishedDocuments.js';
import { printable } from '../../lib/text/printable.js';
import { shortened } from '../../lib/text/shortened.js';
import { HttpRefusal } from '../errors/HttpRefusal.js';
import type { CostGuard } from '../execution/CostGuard.js';
import type { Envelope } from '../requests/requestState.js';
import { checkBeforeBody, type Ask } from './graphqlRoute.js';
import { sendAnswer } from './sendAnswer.js';
import { tellingCosts } from './tellingCosts.js';
import { documentAnswer, type MeantDocument } from '../documents/documentAnswer.js';
import { documentFormat, documentPlace, type DocumentFormat } from '../documents/documentFormat.js';
import { documentVariables } from '../documents/documentVariables.js';
import { documentsOf } from '../documents/resolveRequest.js';
import { answerFields } from '../documents/tables/answerFields.js';
import { tableShape } from '../documents/tables/tableShape.js';

/** As Apollo gets the request: with the statuses of its own media type. */
const headers = new HeaderMap([
  ['accept', 'application/graphql-response+json'],
  ['content-type', 'application/json'],
]);

const notFound = (name: string): HttpRefusal =>
  new HttpRefusal(
    'PERSISTED_QUERY_NOT_FOUND',
    `No document of the name "${shortened(printable(name))}" is published for you.`,
    404,
  );

function refuseWriting({ id, name, type }: PublishedDocument): void {
  if (type === 'query') return;
  throw new HttpRefusal(
    'METHOD_NOT_ALLOWED',
    `"${name ?? ''}" is a ${type}, and only queries are answered here; send its id "${id}" to /graphql.`,
  );
}

/** What a published document means on a schema, with the variables of a search. */
function readDocument(
  { id, body, name }: PublishedDocument,
  { search, format, schema }: { search: URLSearchParams; format: DocumentFormat; schema: GraphQLSchema },
): MeantDocument & { readonly variables: Record<string, unknown> } {
  const document = parse(body, { noLocation: true });
  const operation = getOperationAST(document);
  const type = schema.getQueryType();
  if (operation == null || type == null) throw notFound(name ?? '');
  const fields = answerFields(schema, document, { type, set: operation.selectionSet });
  const variables = documentVariables(search, operation, schema);
  const table = format === 'csv' ? tableShape(fields) : undefined;
  return { id, name: name ?? '', fields, table, variables };
}

const searchOf = ({ url }: FastifyRequest): URLSearchParams => new URL(url, 'http://localhost').searchParams;

/** Adds `/documents/<name>`: what is published under a name, with variables in the search, as JSON or CSV. It is asked as `/graphql` is. */
export function addDocuments(
  app: FastifyInstance,
  ask: Ask,
  { origins, costs }: { readonly origins: readonly string[]; readonly costs: CostGuard },
): void {
  app.route<{ Params: { name: string } }>({
    method: 'GET',
    url: '/documents/:name',
    exposeHeadRoute: false,
    errorHandler: tellingCosts(costs),
    onRequest: (request, _reply, done) => {
      checkBeforeBody(request, origins);
      done();
    },
    handler: async (request, reply) => {
      const place = documentPlace(request.params.name);
      if (place === undefined) throw notFound(request.params.name);
      const search = searchOf(request);
      const format = documentFormat(place, search, request.headers.accept);
      let meant: MeantDocument | undefined;
      const read = async (envelope: Envelope, schema: GraphQLSchema): Promise<HTTPGraphQLRequest> => {
        const found = await documentsOf(envelope).byName(place.name);
        if (found === undefined) throw notFound(place.name);
        refuseWriting(found);
        request.state.isPublished = true;
        envelope.conditional?.dependsOn(found.id);
        const { variables, ...document } = readDocument(found, { search, format, schema });
        meant = document;
        return { method: 'POST', headers, search: '', body: { query: found.body, variables } };
      };
      const { answer, options } = await ask(request, read);
      // The client holds it, or who asks was refused before anything was read.
      if (meant === undefined || options.conditional?.stands === true) return sendAnswer(reply, answer, options);
      // Here, statuses are those of HTTP.
      options.state.documentRefused = false;
      return sendAnswer(reply, documentAnswer(answer, meant, search), options);
    },
  });
}
