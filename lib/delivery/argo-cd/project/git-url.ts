import { isIPv6 } from 'node:net';

/** Characters that Go percent-encodes in each part of a URL. Source: Go 1.26, `net/url`, `shouldEscape`. */
const IN_PATH = /[^A-Za-z0-9\-_.~$&+,/:;=@]/g;
const IN_HOST = /[^A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"]/g;
const IN_USER = /[^A-Za-z0-9\-_.~$&+,;=]/g;
const IN_FRAGMENT = /[^A-Za-z0-9\-_.~$&+,/:;=?@!()*]/g;

/**
 * The form in which Argo CD compares URLs of repositories: lower case, without `.git` at the end, `git@host:path` as `git@host/path`, and
 * percent-encoded as Go does it. Wildcards of a pattern go through the same: in a path `*` and `[a]` stay, and braces do not.
 *
 * Source: Argo CD v3.5.1, `util/git/git.go`, `NormalizeGitURL`.
 *
 * @returns empty text for what is no URL
 */
export function normalizeGitUrl(text: string): string {
  let url = text.trim().toLowerCase();
  if (/^(ssh:\/\/)?([^/:]*?)@[^@]+$/.test(url) && !url.startsWith('ssh://')) url = `ssh://${url.replace(':', '/')}`;
  // Percent-encoding is about bytes: one character for each of them from here on.
  const bytes = Buffer.from(url.replace(/\.git$/, ''), 'utf8').toString('latin1');
  return Buffer.from(rewrite(bytes) ?? '', 'latin1').toString('utf8').replace(/^ssh:\/\//, '');
}

/** The text that Go makes of a URL that it has read. Source: Go 1.26, `net/url`, `Parse` and `URL.String`. */
function rewrite(url: string): string | undefined {
  const [, beforeFragment, fragmentText = ''] = /^([^#]*)(?:#(.*))?$/s.exec(url)!;
  const fragment = encodedAs(fragmentText, IN_FRAGMENT);
  const [, scheme = '', afterScheme] = /^(?:([a-z][a-z0-9+.-]*):)?(.*)$/s.exec(beforeFragment)!;
  const [, hierarchy, query = ''] = /^([^?]*)(\?.*)?$/s.exec(afterScheme)!;
  if (fragment === undefined || /[\x00-\x1f\x7f]/.test(beforeFragment)) return undefined;
  const end = `${query}${fragment === '' ? '' : `#${fragment}`}`;
  const start = scheme === '' ? '' : `${scheme}:`;
  if (!hierarchy.startsWith('/')) {
    if (scheme !== '') return `${start}${hierarchy}${end}`;
    if (hierarchy.split('/')[0].includes(':')) return undefined;
  }
  const [, authorityText, pathText] = (scheme !== '' || !hierarchy.startsWith('///') ? /^\/\/([^/]*)(.*)$/s.exec(hierarchy) : undefined) ?? [, undefined, hierarchy];
  const authority = authorityText === undefined ? '' : rewriteAuthority(scheme, authorityText);
  const path = encodedAs(pathText, IN_PATH);
  if (authority === undefined || path === undefined) return undefined;
  const slashes = authority !== '' || authorityText !== undefined && scheme !== '' && path !== '' ? '//' : '';
  const dot = start === '' && slashes === '' && path.split('/')[0].includes(':') ? './' : '';
  return `${start}${slashes}${authority}${dot}${path}${end}`;
}

function rewriteAuthority(scheme: string, authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const host = rewriteHost(scheme, authority.slice(at + 1));
  if (at < 0 || host === undefined) return host;
  const userinfo = authority.slice(0, at);
  if (/[^A-Za-z0-9\-._:~!$&'()*+,;=%@]/.test(userinfo)) return undefined;
  const [, name, password] = /^([^:]*)(?::(.*))?$/s.exec(userinfo)!;
  const parts = [name, ...password === undefined ? [] : [password]].map(decoded);
  return parts.includes(undefined) ? undefined : `${parts.map(part => encoded(part!, IN_USER)).join(':')}@${host}`;
}

function rewriteHost(scheme: string, host: string): string | undefined {
  const bracket = host.lastIndexOf('[');
  const close = host.lastIndexOf(']');
  if (bracket > 0 || bracket === 0 && (close < 0 || !isIPv6(host.slice(1, close)))) return undefined;
  // Databases write lists of hosts with ports: only for the schemes of the web a second colon is a fault.
  const colon = scheme === 'http' || scheme === 'https' ? host.indexOf(':') : host.lastIndexOf(':');
  const port = bracket === 0 ? host.slice(close + 1) : colon < 0 ? '' : host.slice(colon);
  const plain = decoded(host);
  // Of ASCII, a host has nothing that must be encoded, and no more than the percent sign encoded.
  const illegal = /%(?!25)[0-7]/.test(host) || /[\x00-\x7f]/.test(host.replace(/%/g, '').match(IN_HOST)?.join('') ?? '');
  return plain === undefined || illegal || !/^(:\d*)?$/.test(port) ? undefined : encoded(plain, IN_HOST);
}

/** As written where that is a legal encoding, else decoded and encoded anew; undefined where the text cannot be decoded. */
function encodedAs(text: string, unsafe: RegExp): string | undefined {
  const plain = decoded(text);
  if (plain === undefined) return undefined;
  const legal = text.replace(/[!$&'()*+,;=:@[\]%]/g, '').search(unsafe) === -1;
  return legal ? text : encoded(plain, unsafe);
}

function decoded(text: string): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(text)) return undefined;
  return text.replace(/%(..)/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

function encoded(text: string, unsafe: RegExp): string {
  return text.replace(unsafe, byte => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}
