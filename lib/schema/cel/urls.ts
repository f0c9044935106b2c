import { define } from './define';
import { Environment } from '../cel-js';
import { hostname, parseRequestUri, port, RequestUri } from '../uri';

class UrlValue {
  constructor(public readonly uri: RequestUri) {}
}

/** `url` and what belongs to it. Source: Kubernetes 1.34, `apiserver/pkg/cel/library/urls.go`. */
export function registerUrls(environment: Environment): void {
  const part = (name: string, of: (uri: RequestUri) => unknown, type = 'string') =>
    define(environment, { [`URL.${name}(): ${type}`]: ({ uri }: UrlValue) => of(uri) });
  environment
    .registerType('URL', UrlValue)
    .registerOperator('URL == URL', (a: UrlValue, b: UrlValue) => JSON.stringify(a.uri) === JSON.stringify(b.uri));
  define(environment, {
    'isURL(string): bool': (text: string) => parseRequestUri(text) !== undefined,
    'url(string): URL': (text: string) => {
      const uri = parseRequestUri(text);
      if (!uri) throw new Error(`${JSON.stringify(text)} is no URL`);
      return new UrlValue(uri);
    },
  });
  part('getScheme', uri => uri.scheme);
  part('getHost', uri => uri.host);
  part('getHostname', uri => hostname(uri.host));
  part('getPort', uri => port(uri.host));
  part('getEscapedPath', uri => uri.path.replace(/[^\w\-.~$&+,/:;=@!'()*%[\]]/gu, encodeURIComponent));
  part('getQuery', uri => query(uri.query), 'map<string, list<string>>');
}

function query(text: string): Readonly<Record<string, readonly string[]>> {
  const values: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) (values[name] ??= []).push(value);
  return values;
}
