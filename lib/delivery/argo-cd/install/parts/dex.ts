import type { Manifest } from '../../../../fleet';
import { fromParameters, logging, sameName } from '../environment';
import { dexTls, mounts, scratch, volumes } from '../storage';
import { apart, IMAGE, RESTRICTED, workload } from '../workload';

const PART = 'dex-server';
const VARIABLE = 'ARGOCD_DEX_SERVER';
const PREFIX = 'dexserver';
/** The program of Argo CD writes the configuration of Dex from `argocd-cm`, and starts it. */
const PROGRAM = '/shared/argocd-dex';
const SHARED = [scratch('static-files', '/shared'), scratch('dexconfig', '/tmp')];
const STORAGE = [...SHARED, dexTls('/tls', 'server')];

/** Logs people in by an identity provider; it does nothing until `dex.config` of `argocd-cm` names one. */
export function dex(namespace: string): Manifest {
  return workload('Deployment', PART, namespace, {
    affinity: apart(),
    initContainers: [{
      name: 'copyutil', image: IMAGE, imagePullPolicy: 'Always', command: ['/bin/cp', '-n', '/usr/local/bin/argocd', PROGRAM],
      securityContext: RESTRICTED, volumeMounts: mounts(SHARED),
    }],
    containers: [{
      name: 'dex', image: 'ghcr.io/dexidp/dex:v2.45.0', imagePullPolicy: 'Always', command: [PROGRAM, 'rundex'],
      env: fromParameters(logging(VARIABLE, PREFIX), sameName(VARIABLE, PREFIX, ['disable.tls']), {
        DEX_CONTINUE_ON_CONNECTOR_FAILURE: 'dexserver.connector.failure.continue',
      }),
      ports: [5556, 5557, 5558].map(containerPort => ({ containerPort })),
      securityContext: { ...RESTRICTED, runAsUser: 1001 }, volumeMounts: mounts(STORAGE),
    }],
    volumes: volumes(STORAGE),
  });
}
