import type { JoinedMember } from './joined-member';
import { serviceValues } from './load-balancer';
import { DEFAULT_DOMAIN, ID_FACT, ISSUER } from './names';
import type { CiliumCertificates, CiliumIssuerRef } from './props';
import type { CiliumSettings } from './settings';
import { isAddress } from './settings-checks';
import type { ClusterModel } from '../../../fleet';

/** As chart 1.20 has it. */
const SCHEDULE = '0 0 1 */4 *';

type Values = Readonly<Record<string, unknown>>;

/**
 * What the mesh needs in the values of Cilium's own release, in the words of charts 1.19 and 1.20 (`values.yaml`). Peers are not among them: a new
 * member would have every release roll out again.
 */
export function meshValues(settings: CiliumSettings, member: JoinedMember, { ids }: ClusterModel): Values {
  const { routingMode, tunnelProtocol, ipv4NativeRoutingCIDR, ipv6NativeRoutingCIDR, certificates } = settings;
  return {
    cluster: { name: member.name, id: ids[ID_FACT] },
    routingMode,
    ...(routingMode === 'tunnel' ? { tunnelProtocol } : {
      ...(ipv4NativeRoutingCIDR !== undefined && { ipv4NativeRoutingCIDR }), ...(ipv6NativeRoutingCIDR !== undefined && { ipv6NativeRoutingCIDR }),
    }),
    encryption: settings.encryption === 'none' ? { enabled: false } : { enabled: true, type: settings.encryption },
    clustermesh: {
      useAPIServer: true,
      maxConnectedClusters: settings.maxConnectedClusters,
      // Selectors of policies without a cluster mean the own one. The default since 1.19, and not before.
      policyDefaultLocalCluster: true,
      enableEndpointSliceSynchronization: settings.endpointSlices,
      mcsapi: mcsValues(settings),
      // The peers are objects of this program (`peers.ts`).
      config: { enabled: false },
      apiserver: {
        replicas: member.replicas,
        kvstoremesh: { enabled: true },
        service: serviceValues(member),
        tls: { authMode: settings.authMode, ...tlsValues(certificates, member) },
      },
    },
    // Else Helm makes a Secret cilium-ca for Hubble, and writes over the shared one (cilium v1.20 `templates/cilium-ca-secret.yaml`).
    hubble: { tls: { auto: methodValues(certificates) } },
    ...(certificates.method === 'cronJob' && { certgen: { generateCA: false } }),
    ...(settings.caBundle && { tls: { caBundle: { enabled: true } } }),
  };
}

function mcsValues({ services }: CiliumSettings): Values {
  return services === undefined ? { enabled: false } : {
    enabled: true,
    // By the operator: nothing runs before it in a new cluster, and it does not start without them (cilium `pkg/clustermesh/mcsapi/cell.go`).
    installCRDs: true,
    corednsAutoConfigure: { enabled: services.coreDns === 'auto' },
  };
}

function tlsValues(certificates: CiliumCertificates, { address }: JoinedMember): Values {
  // Its certificates are good for any one name in that domain.
  const isCovered = address.endsWith(`.${DEFAULT_DOMAIN}`) && address.split('.').length === 4;
  const names = isCovered ? undefined : isAddress(address) ? { extraIpAddresses: [address] } : { extraDnsNames: [address] };
  return {
    // 1.19 reads them from `server`, 1.20 from `auto.server` (`templates/clustermesh-apiserver/_helpers.tpl`).
    ...(names && { server: names }),
    auto: {
      enabled: true,
      ...methodValues(certificates),
      // Without one 1.19 has no CronJob, and certificates end one day.
      ...(certificates.method === 'cronJob' && { schedule: certificates.schedule ?? SCHEDULE }),
      ...(names && { server: names }),
    },
  };
}

function methodValues(certificates: CiliumCertificates): Values {
  return { method: certificates.method, ...(certificates.method === 'certmanager' && { certManagerIssuerRef: issuerRef(certificates) }) };
}

function issuerRef({ issuerRef: given }: { readonly issuerRef?: CiliumIssuerRef }): CiliumIssuerRef {
  return given === undefined ? { group: 'cert-manager.io', kind: 'Issuer', name: ISSUER }
    : { group: given.group ?? 'cert-manager.io', kind: given.kind ?? 'ClusterIssuer', name: given.name };
}
