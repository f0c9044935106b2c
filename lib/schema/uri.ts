/** The parts of a URI that Go's `net/url` sees. */
export interface RequestUri {
  readonly scheme: string;
  /** With the port. */
  readonly host: string;
  /** Percent-encoded as written. */
  readonly path: string;
  readonly query: string;
}

const HOST = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:[\]<>"]|%[0-9A-Fa-f]{2}|[^\x00-\x7f])*$/;
const USER = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2})*$/;

/** An absolute URI or an absolute path; undefined when the text is neither. A fragment is part of the path. Source: Go, `url.ParseRequestURI`. */
export function parseRequestUri(text: string): RequestUri | undefined {
  if (text === '' || /[\x00-\x1f\x7f]/.test(text)) return undefined;
  if (text === '*') return { scheme: '', host: '', path: '*', query: '' };
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(text)?.[0] ?? '';
  // A colon before any character that a scheme cannot have is a scheme that is missing.
  if (scheme === '' && text.startsWith(':')) return undefined;
  const rest = text.slice(scheme.length);
  const question = rest.indexOf('?');
  const query = question < 0 ? '' : rest.slice(question + 1);
  const main = question < 0 ? rest : rest.slice(0, question);
  const parts = { scheme: scheme.slice(0, -1).toLowerCase(), query };
  if (!main.startsWith('/')) return scheme === '' ? undefined : { ...parts, host: '', path: '' };
  if (!main.startsWith('//') || scheme === '' && main.startsWith('///')) return validPath(main) ? { ...parts, host: '', path: main } : undefined;
  const slash = main.indexOf('/', 2);
  const authority = main.slice(2, slash < 0 ? undefined : slash);
  const path = slash < 0 ? '' : main.slice(slash);
  const host = hostOf(authority);
  return host === undefined || !validPath(path) ? undefined : { ...parts, host, path };
}

/** The host without its port and brackets. */
export function hostname(host: string): string {
  return host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d*$/, '');
}

/** The port, empty when there is none. */
export function port(host: string): string {
  return /:(\d*)$/.exec(host.slice(host.lastIndexOf(']') + 1))?.[1] ?? '';
}

function hostOf(authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const host = authority.slice(at + 1);
  if (at >= 0 && !USER.test(authority.slice(0, at))) return undefined;
  if (!HOST.test(host)) return undefined;
  const afterName = host.startsWith('[') ? host.slice(host.lastIndexOf(']') + 1) : /:.*$/.exec(host.slice(Math.max(0, host.lastIndexOf(':'))))?.[0] ?? '';
  if (host.startsWith('[') && !host.includes(']')) return undefined;
  if (!host.startsWith('[') && host.includes('%') && /%(?![89A-Fa-f])/.test(host)) return undefined;
  return /^(?::\d*)?$/.test(afterName) ? host : undefined;
}

function validPath(path: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(path);
}
