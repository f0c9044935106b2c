import { Address, Cidr, parseAddress, SPECIAL_RANGES } from '../../../net';

/** The address in a host, `[fd00::1]` or `192.0.2.1`; undefined for a name. */
export function addressOf(host: string): Address | undefined {
  try {
    return parseAddress(host.replace(/^\[|\]$/g, ''));
  } catch {
    return undefined;
  }
}

/** The host of `host:port`. */
export function hostOf(apiServer: string): string {
  return apiServer.slice(0, apiServer.lastIndexOf(':'));
}

/** A host name or address and a port: the operator puts `https://` before it itself, so another one would be the name of the host. */
export function checkApiServer(where: string, value: string): void {
  const fault = (why: string) => new Error(`${where}: ${why}, got '${value}'; write 'host:port' such as 'hub.example.com:6443'`);
  if (/^[a-z]+:\/\//i.test(value)) {
    throw fault('the operator puts https:// before it itself');
  }
  const [, host, number] = /^(\[[0-9a-fA-F:.]+\]|[^:/\s[\]]+):(\d+)$/.exec(value) ?? [];
  if (host === undefined || Number(number) < 1 || Number(number) > 65535) {
    throw fault('it is no host and port');
  }
  const address = addressOf(host);
  if (host.startsWith('[') ? address?.family !== 6 : /^[\d.]+$/.test(host) && address === undefined) {
    throw fault('the host is no address');
  }
  if (!host.startsWith('[') && !/^(?=.{1,253}$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/.test(host)) {
    throw fault('the host is no name in lower case and no address');
  }
  if (/^(localhost|kubernetes|kubernetes\.default)$|\.(svc|cluster\.local)$|\.svc\./.test(host)) {
    throw fault('members would reach themselves by it, or nobody');
  }
  const block = address && Cidr.of(address.family, address.value, address.family === 4 ? 32 : 128);
  const special = block && SPECIAL_RANGES.find(({ cidr }) => cidr.contains(block));
  if (special) {
    throw fault(`${special.cidr} is ${special.name}`);
  }
}
