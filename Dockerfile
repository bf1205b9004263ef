# The image that `mvn package -Pimage` builds without Docker, from the same folder. That build comes first:
#
#   mvn package -Pimage -DskipTests
#   docker build -t seltzer:0.1.0 target/image/agent -f Dockerfile
#   docker build -t seltzer:0.1.0-complete target/image/complete -f Dockerfile
#
# The files' times matter (Java's class-data archive knows those of its jars): COPY keeps them.
FROM scratch
COPY --chown=0:0 root/ /
ENV LANG=C.UTF-8 SELTZER_CACHE=/opt/postgres
USER 65532:65532
WORKDIR /app
ENTRYPOINT ["/opt/java/bin/java", "@/app/server.options", "-jar", "/app/seltzer.jar"]
