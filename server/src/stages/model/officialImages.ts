/** Docker Official Images of one short word (https://github.com/docker-library/official-images/tree/master/library). */
export const OFFICIAL_IMAGES = new Set(
  (
    "adminer alpine amazoncorretto archlinux bash buildpack-deps busybox caddy cassandra centos chronograf clojure " +
    "composer consul couchbase couchdb dart debian docker drupal eclipse-temurin elasticsearch elixir erlang fedora " +
    "flink fluentd gcc ghost gradle groovy haproxy haskell httpd ibmjava influxdb jetty joomla julia kibana kong " +
    "logstash mageia mariadb matomo maven memcached mongo mysql nats neo4j nextcloud nginx node openjdk opensuse " +
    "oraclelinux perl photon php postgres pypy python rabbitmq redis redmine registry rethinkdb rocket.chat " +
    "rockylinux rust ruby sapmachine solr sonarqube storm swift telegraf tomcat tomee traefik ubuntu vault varnish " +
    "wordpress zookeeper golang"
  ).split(" "),
);
