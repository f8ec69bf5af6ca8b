import type { Config } from '../config.ts';

/** Where people reach the service, without a slash at the end. */
export function baseUrl(config: Pick<Config, 'publicUrl'>, port: number): string {
  return config.publicUrl ?? `http://localhost:${String(port)}`;
}

/** The secret sits behind `#`: browsers send it to nobody, so that no log and no referrer ever bears it. */
export function joinLink(config: Pick<Config, 'publicUrl'>, port: number, secret: string): string {
  return `${baseUrl(config, port)}/desk/join#${secret}`;
}
