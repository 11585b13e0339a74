/** The part of autocannon that the benchmark uses; the package has no types of its own. */
declare module "autocannon" {
  export interface Result {
    readonly "2xx": number;
    readonly non2xx: number;
    readonly errors: number;
    readonly timeouts: number;
    /** Seconds. */
    readonly duration: number;
    /** Milliseconds. */
    readonly latency: { readonly p50: number; readonly p99: number };
    readonly requests: { readonly sent: number };
  }
  export default function autocannon(options: {
    readonly requests: readonly {
      readonly path?: string;
      readonly setupRequest?: (request: object, context: { n: number; start: number }) => object;
      readonly onResponse?: (status: number, body: string, context: { n: number; start: number }) => void;
    }[];
    readonly [option: string]: unknown;
  }): Promise<Result>;
}
