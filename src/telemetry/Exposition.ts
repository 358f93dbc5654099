/** Metrics as Prometheus reads them. */
export interface Exposition {
  readonly text: string;
  readonly contentType: string;
}
