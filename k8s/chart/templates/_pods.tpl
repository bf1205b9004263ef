{{- define "seltzer.podSecurity" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "seltzer.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{- /* A loop that is blocked ends the container; a control plane that is away only takes readiness away. */ -}}
{{- define "seltzer.probes" -}}
startupProbe:
  httpGet:
    path: /health/live
    port: {{ . }}
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet:
    path: /health/live
    port: {{ . }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
readinessProbe:
  httpGet:
    path: /health/ready
    port: {{ . }}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 2
{{- end }}

{{- /* Where a pod may run. Arguments: root, component, place (agent or cloud of the values). */ -}}
{{- define "seltzer.place" -}}
{{- with .place.priorityClass }}
priorityClassName: {{ . }}
{{- end }}
{{- with .place.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .place.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .place.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if .place.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- toYaml .place.topologySpreadConstraints | nindent 2 }}
{{- else if gt (int .place.replicas) 1 }}
topologySpreadConstraints:
  - maxSkew: 1
    topologyKey: kubernetes.io/hostname
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "seltzer.selector" . | nindent 8 }}
{{- end }}
{{- with .root.Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- end }}

{{- /* What a Deployment's pod template carries besides its selector. Arguments: root, component, place. */ -}}
{{- define "seltzer.podLabels" -}}
{{- include "seltzer.labels" (dict "root" .root "component" .component "more" (list .place.labels .place.podLabels)) }}
{{- end }}

{{- /* The new pod is ready before the old one goes, unless both want the same port of a node. Argument: agent or cloud of the values. */ -}}
{{- define "seltzer.rollingUpdate" -}}
maxUnavailable: {{ ternary 1 0 .hostNetwork }}
maxSurge: {{ ternary 0 1 .hostNetwork }}
{{- end }}

{{- /* One pod at a time may be moved away. Arguments: root, component, name. */ -}}
{{- define "seltzer.disruptionBudget" -}}
{{- $version := .root.Capabilities.KubeVersion.Version }}
apiVersion: {{ ternary "policy/v1" "policy/v1beta1" (semverCompare ">=1.21.0-0" $version) }}
kind: PodDisruptionBudget
metadata:
  {{- include "seltzer.metadata" . | nindent 2 }}
spec:
  maxUnavailable: 1
  {{- if semverCompare ">=1.27.0-0" $version }}
  # Pods that are not ready, because something else is away, do not stand in the way of a node's drain.
  unhealthyPodEvictionPolicy: AlwaysAllow
  {{- end }}
  selector:
    matchLabels:
      {{- include "seltzer.selector" . | nindent 6 }}
{{- end }}

{{- /* The first key of the organisation: the agent works with it, the control plane begins with it.
       Arguments: root, id and secret (names of the variables). */ -}}
{{- define "seltzer.apiKeyVariables" -}}
- name: {{ .id }}
  valueFrom:
    secretKeyRef:
      name: {{ include "seltzer.apiKeySecret" .root }}
      key: {{ .root.Values.apiKey.idKey }}
- name: {{ .secret }}
  valueFrom:
    secretKeyRef:
      name: {{ include "seltzer.apiKeySecret" .root }}
      key: {{ .root.Values.apiKey.secretKey }}
{{- end }}
