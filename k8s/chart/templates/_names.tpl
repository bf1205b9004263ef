{{- define "seltzer.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{- define "seltzer.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" }}
{{- else if contains (include "seltzer.name" .) .Release.Name }}
{{- .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "seltzer.name" .) | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "seltzer.agent" -}}
{{ include "seltzer.fullname" . }}-agent
{{- end }}

{{- define "seltzer.cloud" -}}
{{ include "seltzer.fullname" . }}-cloud
{{- end }}

{{- define "seltzer.serviceAccount" -}}
{{- default (include "seltzer.agent" .) .Values.agent.serviceAccount.name }}
{{- end }}

{{- define "seltzer.scanNamespace" -}}
{{- default .Release.Namespace .Values.scans.namespace }}
{{- end }}

{{- define "seltzer.apiKeySecret" -}}
{{- default (printf "%s-api-key" (include "seltzer.fullname" .)) .Values.apiKey.existingSecret }}
{{- end }}

{{- define "seltzer.authorities" -}}
{{- if .Values.authorities.configMap }}
{{- .Values.authorities.configMap }}
{{- else if .Values.authorities.pem }}
{{- include "seltzer.fullname" . }}-authorities
{{- end }}
{{- end }}

{{- /* Arguments: root, over (keys of `image` that win). */ -}}
{{- define "seltzer.image" -}}
{{- $image := mergeOverwrite (deepCopy .root.Values.image) .over }}
{{- if $image.digest }}
{{- printf "%s@%s" $image.repository $image.digest }}
{{- else }}
{{- printf "%s:%s" $image.repository (default .root.Chart.AppVersion $image.tag) }}
{{- end }}
{{- end }}

{{- /* What selects the pods of a component. Arguments: root, component. */ -}}
{{- define "seltzer.selector" -}}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/name: {{ include "seltzer.name" .root }}
{{- end }}

{{- /* Arguments: root, component, and labels as a list of maps. */ -}}
{{- define "seltzer.labels" -}}
{{- $labels := dict
    "app.kubernetes.io/managed-by" .root.Release.Service
    "app.kubernetes.io/part-of" "seltzer"
    "app.kubernetes.io/version" .root.Chart.AppVersion
    "helm.sh/chart" (printf "%s-%s" .root.Chart.Name .root.Chart.Version) }}
{{- range .more }}
{{- $labels = mergeOverwrite $labels (deepCopy .) }}
{{- end }}
{{- $labels = mergeOverwrite $labels (deepCopy .root.Values.commonLabels) (include "seltzer.selector" . | fromYaml) }}
{{- toYaml $labels }}
{{- end }}

{{- /* The metadata of an object. Arguments: root, component, name; optional: namespace, labels, annotations. */ -}}
{{- define "seltzer.metadata" -}}
name: {{ .name }}
namespace: {{ default .root.Release.Namespace .namespace }}
labels:
  {{- include "seltzer.labels" (dict "root" .root "component" .component "more" (list (default dict .labels))) | nindent 2 }}
{{- with mergeOverwrite (deepCopy .root.Values.commonAnnotations) (default dict .annotations) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
