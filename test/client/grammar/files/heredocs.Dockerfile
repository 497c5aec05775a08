FROM alpine AS build
RUN <<EOF
set -e
FROM no-stage AS none
	EOF
EOF
RUN <<-"SCRIPT"
	#!/usr/bin/env python3
	print("it's")
	SCRIPT
RUN python3 -u - <<'PY' && echo "done"
x = 'left open
PY
RUN cat <<A >/etc/a.yaml
key: "left open
A
RUN cat >/etc/b.json <<B && true
{ "a": "
B
RUN echo | tee -a /etc/c.ini <<C
[c]
C
RUN echo 'console.log(1)' && cat <<D | node
console.log(`
D
RUN patch -p1 <<PATCH
-it's $X
PATCH
RUN echo $((1<<2)) <<<word "<<none"
COPY <<page.html <<"style.css" <<-last /srv/
<p>it's</p>
page.html
# no comment \
style.css
	FROM none
	last
COPY <<app.conf /etc/app/
[app]
app.conf
ADD --chmod=0755 <<EOF /usr/bin/entrypoint.sh
#!/bin/sh
exec "$@
EOF
COPY <<EOF /etc/motd
Hello, ${NAME:-you}
EOF
RUN <<EOF \
 python3
import os
EOF
FROM build AS last
