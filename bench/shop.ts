import { ApiObject, ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';

/** The objects of one application: a Deployment of 1.2 kB for every second one, else a ConfigMap or a Service. */
export function addShop(scope: Construct, cluster: string, count: number): void {
  for (let i = 0; i < count; i += 1) {
    const name = `app-${i - i % 2}`;
    new ApiObject(scope, `object-${i}`, i % 2 === 0 ? deployment(name, cluster) : i % 4 === 1 ? configMap(name, cluster) : service(name, cluster));
  }
}

function deployment(name: string, cluster: string): ApiObjectProps {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: metadata(name, cluster),
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: name } },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
      template: {
        metadata: { labels: { 'app': name, 'app.kubernetes.io/part-of': 'shop' } },
        spec: { securityContext: { runAsNonRoot: true, fsGroup: 1000 }, containers: [container(name)], volumes: [{ name: 'config', configMap: { name } }] },
      },
    },
  };
}

function container(name: string): object {
  return {
    name: 'main',
    image: `example.org/shop/${name}:1.14.2`,
    args: ['--listen=:8080', `--name=${name}`, '--log-level=info'],
    ports: [{ name: 'http', containerPort: 8080 }],
    env: [{ name: 'ENABLED', value: 'true' }, { name: 'URL', value: `http://${name}.shop.svc:8080/` }],
    resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '256Mi' } },
    readinessProbe: { httpGet: { path: '/ready', port: 'http' }, periodSeconds: 10 },
    livenessProbe: { httpGet: { path: '/alive', port: 'http' }, periodSeconds: 20, failureThreshold: 5 },
    volumeMounts: [{ name: 'config', mountPath: '/etc/shop', readOnly: true }],
  };
}

function configMap(name: string, cluster: string): ApiObjectProps {
  const lines = Array.from({ length: 20 }, (_, i) => `setting.${i} = "value ${i} of ${name}"`).join('\n');
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadata(name, cluster), data: { 'shop.toml': `${lines}\n`, 'enabled': 'true', 'cluster': cluster } };
}

function service(name: string, cluster: string): ApiObjectProps {
  const ports = ['http', 'metrics', 'admin'].map((port, i) => ({ name: port, port: 8080 + i, targetPort: port, protocol: 'TCP' }));
  return { apiVersion: 'v1', kind: 'Service', metadata: metadata(name, cluster), spec: { type: 'ClusterIP', selector: { app: name }, ports } };
}

function metadata(name: string, cluster: string): object {
  return {
    name,
    namespace: 'shop',
    labels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/part-of': 'shop', 'example.org/cluster': cluster },
    annotations: { 'example.org/checksum': 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c' },
  };
}
