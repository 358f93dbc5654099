{{- define "facet.name" -}}
{{- if contains "facet" .Release.Name }}{{ .Release.Name | trunc 50 | trimSuffix "-" }}{{ else }}{{ printf "%s-facet" .Release.Name | trunc 50 | trimSuffix "-" }}{{ end }}
{{- end }}

{{- define "facet.selector" -}}
app.kubernetes.io/name: facet
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "facet.labels" -}}
{{ include "facet.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "facet.image" -}}
{{ required "image.repository: say where your image of Facet is" .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "facet.config" -}}
facet.yml: |
  {{- toYaml .Values.config | nindent 2 }}
{{- end }}

{{/* What a pod of each kind has. */}}
{{- define "facet.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  seccompProfile: { type: RuntimeDefault }
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* What a container of each kind has; called with the root, and the Secret to read. */}}
{{- define "facet.container" -}}
image: {{ include "facet.image" .root }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: { drop: [ALL] }
env:
  - { name: FACET_CONFIG, value: /etc/facet/facet.yml }
  {{- with .root.Values.env }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
envFrom:
  - secretRef: { name: {{ .secret }} }
{{- end }}

{{- define "facet.secret" -}}
{{ required "existingSecret: name a Secret with DATABASE_URL" .Values.existingSecret }}
{{- end }}
