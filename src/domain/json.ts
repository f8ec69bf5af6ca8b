/** What survives a round trip through JSON: conversation variables, event values, stored payloads. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}
