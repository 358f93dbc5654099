import { context, propagation, SpanKind, trace, type Context, type Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failSpan, hasTracing, tracer } from '../../telemetry/tracing/spans.js';
import type { RequestState } from './requestState.js';

/** What a request is traced by. */
interface RequestTrace {
  /** That whatever belongs to the request runs in. */
  readonly active: Context;
  /** Of ours; undefined where an instrumentation of HTTP has made one, which is joined. */
  readonly span: Span | undefined;
}

/** Joins the span that there is, else begins one, below the caller's where it sent a `traceparent`. */
function begin({ method, headers, routeOptions }: FastifyRequest): RequestTrace {
  const active = context.active();
  if (trace.getSpan(active) !== undefined) return { active, span: undefined };
  const { url: route } = routeOptions;
  const attributes = { 'http.request.method': method, ...(route !== undefined && { 'http.route': route }) };
  const parent = propagation.extract(active, headers);
  const name = route === undefined ? method : `${method} ${route}`;
  const span = tracer().startSpan(name, { kind: SpanKind.SERVER, attributes }, parent);
  return { active: trace.setSpan(parent, span), span };
}

/** Ends the span of a request; faults of the client are none of the server's. */
function end(span: Span, reply: FastifyReply, { operationName, codes }: RequestState): void {
  const { statusCode } = reply;
  span.setAttribute('http.response.status_code', statusCode);
  if (operationName !== undefined) span.setAttribute('graphql.operation.name', operationName);
  if (codes !== undefined) span.setAttribute('facet.codes', [...codes]);
  if (statusCode >= 500) failSpan(span, codes?.[0] ?? String(statusCode));
  span.end();
}

/**
 * Gives each request a span, but for those of `/health`, or lets it join that of an instrumentation, and has the lines of its log carry the id of its trace. Without an
 * SDK of OpenTelemetry no request gets anything. It comes after the state of the requests.
 */
export function traceRequests(app: FastifyInstance): void {
  if (!hasTracing()) return;
  const traces = new WeakMap<FastifyRequest, RequestTrace>();
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.url?.startsWith('/health/') === true) return done();
    const made = begin(request);
    traces.set(request, made);
    const { traceId } = trace.getSpanContext(made.active) ?? {};
    request.log = request.log.child({ traceId });
    Object.assign(request.state, { log: request.log });
    const { span } = made;
    if (span !== undefined) reply.raw.once('close', () => end(span, reply, request.state));
    done();
  });
  // The body has been read in between, by what knows nothing of the request.
  app.addHook('preHandler', (request, _reply, done) => {
    const made = traces.get(request);
    if (made === undefined) done();
    else context.with(made.active, done);
  });
}
