import { describe, expect, test } from '@jest/globals';
import { sample } from './samples';
import { IstioGateway, IstioGatewayProps, IstioServer } from '../../../lib';
import { found, objectIn, thrown } from '../samples';

const EDGE = { namespace: 'istio-ingress', selector: { istio: 'ingress' } } as const;
const HTTPS: IstioServer = { port: { number: 443, name: 'https', protocol: 'HTTPS' }, hosts: ['shop/*.example.com', '*/*'], tls: { mode: 'SIMPLE', credentialName: 'example-com' } };

describe('IstioGateway', () => {
  test('ends TLS, hands it on, and sends HTTP to HTTPS', () => {
    const { fleet, mesh, us } = sample();
    const servers: readonly IstioServer[] = [
      HTTPS,
      { port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['*'], tls: { httpsRedirect: true } },
      { port: { number: 15443, name: 'tls', protocol: 'TLS' }, hosts: ['*.local'], tls: { mode: 'AUTO_PASSTHROUGH' } },
      { port: { number: 5432, name: 'tcp', protocol: 'TCP' }, hosts: ['*'] },
    ];
    const gateway = new IstioGateway(fleet, 'edge', { mesh, ...EDGE, name: 'public', clusters: [us], servers });
    expect(gateway.reference).toBe('istio-ingress/public');
    expect(found(fleet)).toEqual([]);
    expect(objectIn(fleet, 'us', 'Gateway', 'public').spec).toEqual({ selector: { istio: 'ingress' }, servers });
  });

  const { fleet, mesh } = sample();
  let count = 0;
  const port = (protocol: string) => ({ number: 1, name: 'p', protocol });
  test.each<[string, object, string]>([
    ['without servers', { servers: [] }, 'servers: write one at least, got an empty list'],
    ['without labels of pods', { selector: {} }, 'selector: write an object of texts that is not empty, got {}'],
    ['for a name twice', { servers: [HTTPS, HTTPS] }, 'servers: two ports are named https: names must differ'],
    ['for another protocol', { servers: [{ port: port('UDP'), hosts: ['*'] }] }, "servers[0].port.protocol: write one of HTTP, HTTPS, GRPC, HTTP2, TCP, TLS, got 'UDP'"],
    ['without a number', { servers: [{ port: { name: 'p', protocol: 'TCP' }, hosts: ['*'] }] }, 'servers[0].port.number is missing; write a whole number from 1 to 65535'],
    ['without hosts', { servers: [{ port: port('TCP'), hosts: [] }] }, 'servers[0].hosts: write DNS names, one may begin with *., or * for all, got an empty list'],
    ['for a URL', { servers: [{ port: port('TCP'), hosts: ['https://x'] }] }, "servers[0].hosts: write DNS names, one may begin with *., or * for all, got 'https://x'"],
    ['for TLS without tls', { servers: [{ port: port('TLS'), hosts: ['*'] }] },
      "servers[0].tls is missing; write { mode: 'PASSTHROUGH' }, or { mode: 'SIMPLE', credentialName: '<Secret>' }, for TLS"],
    ['for plain text with a mode', { servers: [{ port: port('HTTP'), hosts: ['*'], tls: { mode: 'SIMPLE', credentialName: 'x' } }] },
      'servers[0].tls: HTTP is plain text: write { httpsRedirect: true } for HTTP, or leave it out'],
    ['for another mode', { servers: [{ ...HTTPS, tls: { mode: 'STRICT' } }] }, "servers[0].tls.mode: write one of PASSTHROUGH, SIMPLE, MUTUAL, AUTO_PASSTHROUGH, ISTIO_MUTUAL, got 'STRICT'"],
    ['for no mode', { servers: [{ ...HTTPS, tls: {} }] }, 'servers[0].tls.mode: write one of PASSTHROUGH, SIMPLE, MUTUAL, AUTO_PASSTHROUGH, ISTIO_MUTUAL, got none'],
    ['without the certificate', { servers: [{ ...HTTPS, tls: { mode: 'MUTUAL' } }] }, 'servers[0].tls.credentialName: write the Secret with the certificate, for MUTUAL'],
    ['for a certificate that nobody uses', { servers: [{ ...HTTPS, tls: { mode: 'PASSTHROUGH', credentialName: 'x' } }] },
      'servers[0].tls.credentialName: leave it out for PASSTHROUGH, which takes no certificate from a Secret'],
    ['for a misspelt option', { servers: [{ ...HTTPS, name: 'x' }] }, 'servers[0].name is no option; write one of port, hosts, tls'],
  ])('fails %s', (_, props, message) => {
    expect(thrown(() => new IstioGateway(fleet, `g${count++}`, { mesh, ...EDGE, servers: [HTTPS], ...props } as IstioGatewayProps)).replace(/^acme\/g\d+: /, '')).toBe(message);
  });
});
