import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { NETWORKS, PRODUCTION, sample } from './samples';
import { checkManifests, IstioServiceEntry, IstioServiceEntryProps } from '../../../lib';
import { found, objectIn, objectsOf, thrown } from '../samples';

const HTTP = { number: 8080, name: 'http', protocol: 'HTTP' } as const;
const API = { ...PRODUCTION, hosts: ['api.global'], ports: [HTTP] } as const;

/** The ServiceEntry of an article about multi-cluster patterns, as it is written there. */
const ARTICLE = `
apiVersion: networking.istio.io/v1beta1
kind: ServiceEntry
metadata:
  name: cross-cluster-api
spec:
  hosts:
  - api.global-mesh.svc.cluster.local
  addresses:
  - 240.0.0.1
  ports:
  - number: 8080
    name: http
    protocol: HTTP
  resolution: DNS
  location: MESH_INTERNAL
  endpoints:
  - address: api-service.production.svc.clusterset.local
    ports:
      http: 8080
`;

describe('the ServiceEntry of an article', () => {
  const check = (yaml: string) => checkManifests(parseAllDocuments(yaml).map(document => document.toJSON())).map(({ code, message }) => `${code}: ${message}`);

  test('fails as it is written, with the version to write', () => {
    expect(check(ARTICLE)).toEqual(['api-version: ServiceEntry cross-cluster-api (manifests[0]): apiVersion networking.istio.io/v1beta1 is not the one to write;'
      + ' write networking.istio.io/v1 and its field names']);
    expect(check(ARTICLE.replace('v1beta1', 'v1alpha3'))[0]).toContain('write networking.istio.io/v1 and its field names');
  });

  test('passes at that version, and has its other fields checked', () => {
    expect(check(ARTICLE.replace('v1beta1', 'v1'))).toEqual([]);
    expect(check(ARTICLE.replace('v1beta1', 'v1').replace('location: MESH_INTERNAL', 'location: MESH').replace('resolution', 'resolutions'))).toEqual([
      expect.stringMatching(/^schema: ServiceEntry cross-cluster-api \(manifests\[0\]\): spec.location: "MESH" is not one of/),
      expect.stringMatching(/^schema: ServiceEntry cross-cluster-api \(manifests\[0\]\): spec.resolutions: unknown field/),
    ]);
  });

  test('is a construct with an endpoint for each member', () => {
    const { fleet, mesh, us, eu } = sample({ networks: NETWORKS });
    const entry = new IstioServiceEntry(fleet, 'cross-cluster-api', {
      mesh, ...PRODUCTION, hosts: ['api.global-mesh.example.com'], ports: [HTTP],
      endpoints: [
        { cluster: us, address: 'api.us.example.com', ports: { http: 8080 } },
        { cluster: eu, address: 'api.eu.example.com', ports: { http: 9090 }, weight: 2, labels: { version: 'v1' }, serviceAccount: 'api' },
      ],
    });
    expect(found(fleet)).toEqual([]);
    expect(entry.hosts).toEqual(['api.global-mesh.example.com']);
    for (const cluster of ['us', 'eu', 'asia']) {
      expect(objectIn(fleet, cluster, 'ServiceEntry', 'cross-cluster-api')).toEqual({
        apiVersion: 'networking.istio.io/v1',
        kind: 'ServiceEntry',
        metadata: { name: 'cross-cluster-api', namespace: 'production' },
        spec: {
          hosts: ['api.global-mesh.example.com'],
          ports: [HTTP],
          location: 'MESH_INTERNAL',
          resolution: 'DNS',
          endpoints: [
            { address: 'api.us.example.com', ports: { http: 8080 }, network: 'network-us', locality: 'us-east-1' },
            {
              address: 'api.eu.example.com', ports: { http: 9090 }, weight: 2, labels: { version: 'v1' }, serviceAccount: 'api',
              network: 'network-eu', locality: 'eu-west-1',
            },
          ],
        },
      });
    }
  });
});

describe('IstioServiceEntry', () => {
  const specOf = (props: Partial<IstioServiceEntryProps>, program = sample()) => {
    new IstioServiceEntry(program.fleet, 'api', { mesh: program.mesh, ...API, ...props });
    expect(found(program.fleet)).toEqual([]);
    return objectIn(program.fleet, 'asia', 'ServiceEntry', 'api').spec;
  };

  test('is static for IP addresses, and knows neither network nor region where the program does not', () => {
    const program = sample({}, { us: undefined });
    expect(specOf({ endpoints: [{ cluster: program.us, address: '10.1.0.9' }, { cluster: program.eu, address: 'fd00::9' }] }, program)).toEqual({
      hosts: ['api.global'], ports: [HTTP], location: 'MESH_INTERNAL', resolution: 'STATIC',
      endpoints: [{ address: '10.1.0.9' }, { address: 'fd00::9', locality: 'eu-west-1' }],
    });
  });

  test('leaves out addresses where the gateway of a network leads there', () => {
    const program = sample({ networks: NETWORKS });
    expect(specOf({ endpoints: [{ cluster: program.us }, { cluster: program.eu, address: '10.2.0.9' }] }, program).endpoints)
      .toEqual([{ network: 'network-us', locality: 'us-east-1' }, { address: '10.2.0.9', network: 'network-eu', locality: 'eu-west-1' }]);
  });

  test('goes by DNS without endpoints, and takes addresses, other namespaces, and what lies outside of the mesh', () => {
    expect(specOf({ location: 'MESH_EXTERNAL', addresses: ['240.240.9.1'], exportTo: ['.'], ports: [{ ...HTTP, targetPort: 80 }] })).toEqual({
      hosts: ['api.global'], ports: [{ ...HTTP, targetPort: 80 }], location: 'MESH_EXTERNAL', resolution: 'DNS', addresses: ['240.240.9.1'], exportTo: ['.'],
    });
  });

  test('is made in the clusters that it is given', () => {
    const { fleet, mesh, us } = sample();
    new IstioServiceEntry(fleet, 'api', { mesh, ...API, clusters: [us] });
    expect(objectsOf(fleet, 'us')).toHaveLength(2);
    expect(objectsOf(fleet, 'eu')).toEqual([]);
  });

  const one = sample();
  const several = sample({ networks: NETWORKS });
  let count = 0;
  const { us, eu, other } = one;
  const TCP = { number: 5432, name: 'tcp', protocol: 'TCP' } as const;

  test.each<[string, object, string]>([
    ['without hosts', { hosts: [] }, 'hosts: write the name that callers use, got an empty list'],
    ['for *', { hosts: ['*'] }, "hosts: write DNS names, one may begin with *., got '*'"],
    ['for what is no name', { hosts: ['api_global'] }, "hosts: write DNS names, one may begin with *., got 'api_global'"],
    ['for hosts of TCP', { hosts: ['a.global', 'b.global'], ports: [TCP] }, 'hosts: on port tcp (TCP) hosts cannot be told apart: write one host, or an entry for each'],
    ['without ports', { ports: [] }, 'ports: write one port at least, got an empty list'],
    ['for a protocol in lower case', { ports: [{ ...HTTP, protocol: 'http' }] }, "ports[0].protocol: write one of HTTP, HTTPS, GRPC, GRPC-WEB, HTTP2, MONGO, TCP, TLS, got 'http'"],
    ['for a port of 0', { ports: [{ ...HTTP, number: 0 }] }, 'ports[0].number: write a whole number from 1 to 65535, got 0'],
    ['for no name of a port', { ports: [{ ...HTTP, name: 'HTTP' }] }, "ports[0].name: write lower-case letters, digits and dashes, 63 at most, got 'HTTP'"],
    ['for a number twice', { ports: [HTTP, { ...HTTP, name: 'web' }] }, 'ports[1]: ports[0] has the same number, 8080: names and numbers must differ'],
    ['for a name twice', { ports: [HTTP, { ...HTTP, number: 1 }] }, 'ports[1]: ports[0] has the same name, http: names and numbers must differ'],
    ['for an endpoint outside', { endpoints: [{ cluster: other, address: '10.1.0.1' }] }, 'endpoints[0].cluster: other is no member of the mesh of others; the members are asia, eu, us'],
    ['for an endpoint without a cluster', { endpoints: [{ address: '10.1.0.1' }] }, 'endpoints[0].cluster is missing; write an object'],
    ['for what is no address', { endpoints: [{ cluster: us, address: 'http://api' }] }, "endpoints[0].address: write an IP address or a DNS name, got 'http://api'"],
    ['for a port that is none', { endpoints: [{ cluster: us, address: '10.1.0.1', ports: { web: 80 } }] }, 'endpoints[0].ports: web is no port of the entry; write one of http'],
    ['for a network by hand', { endpoints: [{ cluster: us, address: '10.1.0.1', network: 'x' }] },
      'endpoints[0].network is no option; write one of cluster, address, ports, labels, weight, serviceAccount'],
    ['for no address in one network', { endpoints: [{ cluster: us }] }, 'endpoints: that of us needs an address: all members are in one network, where no gateway leads to it'],
    ['for a name with STATIC', { resolution: 'STATIC', endpoints: [{ cluster: us, address: 'a.example' }] }, 'resolution: STATIC takes IP addresses, and the endpoint of us is a.example: write DNS'],
    ['for no address with DNS', { endpoints: [{ cluster: us }, { cluster: eu, address: 'a.example' }] },
      'resolution: DNS takes no endpoint without an address, as that of us is: write its address, or IP addresses for all others'],
    ['for several endpoints with DNS_ROUND_ROBIN', { resolution: 'DNS_ROUND_ROBIN', endpoints: [{ cluster: us, address: 'a.example' }, { cluster: eu, address: 'b.example' }] },
      'resolution: DNS_ROUND_ROBIN takes one endpoint, got 2: write DNS'],
    ['for another resolution', { resolution: 'dns' }, "resolution: write one of STATIC, DNS, DNS_ROUND_ROBIN, got 'dns'"],
    ['for another location', { location: 'INTERNAL' }, "location: write one of MESH_INTERNAL, MESH_EXTERNAL, got 'INTERNAL'"],
    ['for * without endpoints', { hosts: ['*.global'] }, 'hosts: *.global has no address in DNS: write endpoints, or a name without *'],
    ['for what is no IP address', { addresses: ['api'] }, "addresses: write IP addresses, no blocks with resolution DNS, got 'api'"],
    ['for a block with DNS', { addresses: ['240.240.9.0/24'] }, "addresses: write IP addresses, no blocks with resolution DNS, got '240.240.9.0/24'"],
  ])('fails %s', (_, props, message) => {
    expect(thrown(() => new IstioServiceEntry(one.fleet, `e${count++}`, { mesh: one.mesh, ...API, ...props } as IstioServiceEntryProps)).replace(/^acme\/e\d+: /, '')).toBe(message);
  });

  test('takes the endpoints that fail in one network where there are several', () => {
    expect(thrown(() => new IstioServiceEntry(several.fleet, 'e', { mesh: several.mesh, ...API, endpoints: [{ cluster: several.us }] }))).toBe('nothing');
  });
});
