/*
 * Has Facet send its traces by OTLP. Install beside Facet what is imported here, and preload this file:
 *
 *   npm install @opentelemetry/sdk-node @opentelemetry/exporter-trace-otlp-http
 *   OTEL_SERVICE_NAME=facet OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 NODE_OPTIONS='--import ./otel.mjs' npx facet serve
 *
 * Variables of the SDK say the rest, such as which part of the traces is kept:
 * OTEL_TRACES_SAMPLER=parentbased_traceidratio OTEL_TRACES_SAMPLER_ARG=0.05
 */
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { NodeSDK } from '@opentelemetry/sdk-node';

const sdk = new NodeSDK({ traceExporter: new OTLPTraceExporter() });
sdk.start();

// What waits is sent before the process ends. Workers (facet serve --workers) end at once: of their last OTEL_BSP_SCHEDULE_DELAY
// milliseconds, 5000 by default, nothing is sent.
process.once('beforeExit', () => void sdk.shutdown());
