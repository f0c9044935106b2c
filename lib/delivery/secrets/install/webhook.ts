import { COMPONENT, metadataOf, NAMESPACE, selectorOf, WEBHOOK } from './parts';
import type { Manifest } from '../../../fleet';

/** The webhooks of each configuration: the kind that one validates, and where its objects live. */
const CONFIGURATIONS = {
  'secretstore-validate': { secretstore: 'Namespaced', clustersecretstore: 'Cluster' },
  'externalsecret-validate': { externalsecret: 'Namespaced' },
} as const;

/** Names of the webhook configurations that the certificate controller completes. */
export const WEBHOOK_CONFIGURATIONS = Object.keys(CONFIGURATIONS);

/** The Secret is empty until the certificate controller fills it: that one may change it, and may not make it. */
export function certificateSecret(): Manifest {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { ...metadata(), namespace: NAMESPACE } };
}

/** What the API server reaches the webhook by. */
export function webhookService(): Manifest {
  return {
    apiVersion: 'v1', kind: 'Service', metadata: { ...metadata(), namespace: NAMESPACE },
    spec: { type: 'ClusterIP', selector: selectorOf(WEBHOOK), ports: [{ name: 'webhook', port: 443, targetPort: 'webhook', protocol: 'TCP' }] },
  };
}

/** Where the API server asks the webhook (external-secrets v2.9.0 deploy/charts/external-secrets/templates/validatingwebhook.yaml). */
export function webhookConfigurations(): readonly Manifest[] {
  return Object.entries(CONFIGURATIONS).map(([name, kinds]) => ({
    apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', metadata: { ...metadata(), name },
    webhooks: Object.entries(kinds).map(([kind, scope]) => ({
      // The certificate controller knows its own by the end of the name.
      name: `validate.${kind}.external-secrets.io`,
      rules: [{
        apiGroups: ['external-secrets.io'], apiVersions: ['v1'], operations: ['CREATE', 'UPDATE', 'DELETE'], resources: [`${kind}s`], scope,
      }],
      clientConfig: { service: { name: WEBHOOK, namespace: NAMESPACE, path: `/validate-external-secrets-io-v1-${kind}` } },
      admissionReviewVersions: ['v1', 'v1beta1'], failurePolicy: 'Fail', sideEffects: 'None', timeoutSeconds: 5,
    })),
  }));
}

/** The certificate controller passes over webhook configurations without the label (external-secrets v2.9.0 pkg/controllers/webhookconfig). */
function metadata() {
  const { name, labels } = metadataOf(WEBHOOK);
  return { name, labels: { ...labels, [COMPONENT]: 'webhook' } };
}
