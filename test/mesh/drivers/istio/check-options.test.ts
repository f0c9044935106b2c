import { describe, expect, test } from '@jest/globals';
import { BASICS, joined, multiPrimary } from './meshes';
import { Istio } from '../../../../lib';
import { thrown } from '../../samples';

describe('times of the signing certificate', () => {
  const issued = (times: object) => thrown(() => Istio.multiPrimary({ ...BASICS, certificateAuthority: { issuer: { name: 'x' }, ...times } }));
  const WHERE = 'Istio.multiPrimary: certificateAuthority.renewBefore: cert-manager takes none that is not less than duration,';

  test.each([
    [{ duration: '1h', renewBefore: '9000h' }, "'1h'; write a shorter one, got '9000h'"],
    [{ duration: '1h', renewBefore: '60m' }, "'1h'; write a shorter one, got '60m'"],
    [{ duration: '24h' }, "'24h'; write a shorter one, got '720h0m0s', the default"],
    [{ renewBefore: '2160h' }, "'2160h0m0s'; write a shorter one, got '2160h'"],
  ])('%j: it is replaced before it ends', (times, message) => {
    expect(issued(times)).toBe(`${WHERE} ${message}`);
  });

  test.each([[{}], [{ duration: '721h' }], [{ renewBefore: '2159h59m59.5s' }], [{ duration: '1h30m', renewBefore: '89m59s' }]])('%j is taken', times => {
    expect(issued(times)).toBe('nothing');
  });
});

describe('a member', () => {
  const member = (options: object) => thrown(() => joined(multiPrimary(), { options: { east: options } }));

  test.each(['https://x y', 'East.example.com', 'east.example.com:6443', '*.example.com'])('has no name of its API server such as %s', tlsServerName => {
    expect(member({ tlsServerName })).toBe("acme/mesh: member 'east': tlsServerName: write a DNS name in lower case or an IP address that is in the certificate, without scheme and"
      + ` port, got '${tlsServerName}'`);
  });

  test.each(['kubernetes.default.svc', '10.96.0.1', 'fd00::1'])('has a name of its API server such as %s', tlsServerName => {
    expect(member({ tlsServerName })).toBe('nothing');
  });

  test('has an API server of its own, however its address is written', () => {
    const both = (east: string, west: string) => {
      const options = { east: { apiServer: east }, west: { apiServer: west } };
      return thrown(() => joined(multiPrimary(), { options }));
    };
    expect(both('https://a.example', 'https://A.example:443/'))
      .toBe("acme/mesh: members 'east' and 'west' have one apiServer, 'a.example', and the pods of one would be taken for those of the other; give one another");
    expect(both('https://a.example', 'https://a.example:6443')).toBe('nothing');
    expect(both('https://a.example', 'https://b.example')).toBe('nothing');
  });
});

test('a gateway of ambient has no words of a load balancer', () => {
  expect(thrown(() => Istio.ambient({ ...BASICS, eastWestGateway: { service: { loadBalancerClass: 'x' } } })))
    .toBe('Istio.ambient: eastWestGateway.service.loadBalancerClass: a Gateway of the Gateway API says nothing of it; write annotations');
});
