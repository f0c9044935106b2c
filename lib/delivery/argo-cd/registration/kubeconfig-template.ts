/** Name of the template input that holds the kubeconfig. */
export const KUBECONFIG_INPUT = 'kubeconfig';

/** A kubeconfig of several clusters does not say by itself which of them is meant, so it is refused in the cluster, where its text is known. */
const READ = `{{- $kubeconfig := fromYaml .${KUBECONFIG_INPUT} }}
{{- if or (ne (len $kubeconfig.clusters) 1) (ne (len $kubeconfig.users) 1) }}
  {{- fail "the kubeconfig must have one cluster and one user" }}
{{- end }}
{{- $cluster := (index $kubeconfig.clusters 0).cluster }}
{{- $user := (index $kubeconfig.users 0).user }}
`;

/** Address of the API server in the kubeconfig. */
const SERVER = `${READ}{{- if not (get $cluster "server") }}
  {{- fail "the cluster of the kubeconfig has no server" }}
{{- end }}
{{- $cluster.server }}`;

/** Data in a kubeconfig is base64 of PEM already, as Argo CD's `config` has it: encoding it once more would break it. */
const CONFIG = `${READ}{{- $tls := dict "insecure" (get $cluster "insecure-skip-tls-verify" | default false) }}
{{- range $from, $to := dict "certificate-authority-data" "caData" "tls-server-name" "serverName" }}
  {{- with get $cluster $from }}{{ $_ := set $tls $to . }}{{ end }}
{{- end }}
{{- range $from, $to := dict "client-certificate-data" "certData" "client-key-data" "keyData" }}
  {{- with get $user $from }}{{ $_ := set $tls $to . }}{{ end }}
{{- end }}
{{- $config := dict "tlsClientConfig" $tls }}
{{- with get $user "token" }}{{ $_ := set $config "bearerToken" . }}{{ end }}
{{- with get $cluster "proxy-url" }}{{ $_ := set $config "proxyUrl" . }}{{ end }}
{{- if not (or (hasKey $config "bearerToken") (and (hasKey $tls "certData") (hasKey $tls "keyData"))) }}
  {{- fail "the user of the kubeconfig must hold a token, or a client certificate and its key: Argo CD runs no command and reads no file of it" }}
{{- end }}
{{- mustToJson $config }}`;

/**
 * The keys of Argo CD's cluster Secret (v3.5.1 util/db/cluster.go SecretToCluster, pkg/apis/application/v1alpha1 ClusterConfig), as Go templates of
 * External Secrets v2.9.0 (runtime/template/v2) over a kubeconfig.
 */
export function clusterSecretTemplate(cluster: string): Readonly<Record<'name' | 'server' | 'config', string>> {
  return { name: cluster, server: SERVER, config: CONFIG };
}
