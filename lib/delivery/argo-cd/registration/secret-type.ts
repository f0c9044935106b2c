/** The label by which Argo CD finds the Secrets that it reads (v3.5.1 common/common.go LabelKeySecretType). */
export const SECRET_TYPE = 'argocd.argoproj.io/secret-type';
