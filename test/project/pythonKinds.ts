/** Kinds of projects of Python that real repositories have, each as its smallest input. */
import type { ProjectCase } from "./projects";

const manage = (settings: string) => `os.environ.setdefault("DJANGO_SETTINGS_MODULE", "${settings}")`;

export const PYTHON_KINDS: Readonly<Record<string, ProjectCase>> = {
  "a list that names another one": {
    files: {
      "requirements.txt": "-r requirements/prod.txt\n",
      "requirements/prod.txt": "-r base.txt\ngunicorn\n",
      "requirements/base.txt": "flask\n",
      "app.py": "app = Flask(__name__)",
    },
    what: "Python with pip",
    has: [
      "COPY requirements.txt ./",
      "COPY requirements ./requirements",
      'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]',
    ],
  },
  "lists in a folder alone": {
    files: {
      "manage.py": manage("shop.settings"),
      "requirements/production.txt": "django==5.2\ngunicorn\n",
      "shop/wsgi.py": "",
    },
    what: "Python with pip",
    has: [
      "COPY requirements ./requirements",
      "RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements/production.txt",
      'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]',
    ],
  },
  "an application that a function makes": {
    files: {
      "requirements.txt": "flask\ngunicorn\n",
      "shop/__init__.py": "def create_app(config=None):\n    app = Flask(__name__)\n",
      "wsgi.py": "from shop import create_app\napp = create_app()\n",
    },
    what: "Python with pip",
    has: ['CMD ["gunicorn", "--bind", "0.0.0.0:8000", "wsgi:app"]'],
  },
  "a function that nothing calls": {
    files: {
      "requirements.txt": "flask\ngunicorn\n",
      "shop/__init__.py": "def create_app():\n    app = Flask(__name__)\n",
    },
    what: "Python with pip",
    has: ['CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop:create_app()"]'],
  },
  "a Procfile": {
    files: {
      "requirements.txt": "gunicorn\nfalcon\n",
      Procfile: "release: python x.py\nweb: gunicorn api.main:api --workers 2\n",
      "api/main.py": "",
    },
    what: "Python with pip",
    has: ['CMD ["gunicorn", "--bind", "0.0.0.0:8000", "api.main:api", "--workers", "2"]', "EXPOSE 8000"],
  },
  "a Procfile with a port": {
    files: {
      "requirements.txt": "uvicorn\nstarlette\n",
      Procfile: "web: uvicorn m:a --host 0.0.0.0 --port ${PORT:-5000}\n",
      "m.py": "",
    },
    what: "Python with pip",
    has: ['CMD ["uvicorn", "m:a", "--host", "0.0.0.0", "--port", "8000"]', "EXPOSE 8000"],
  },
  Pipenv: {
    files: {
      Pipfile: '[packages]\nfastapi = "*"\nuvicorn = "*"\n[requires]\npython_version = "3.10"\n',
      "Pipfile.lock": "{}",
      "main.py": "app = FastAPI()",
    },
    what: "Python with Pipenv",
    has: [
      "FROM python:3.10-slim AS base",
      "COPY Pipfile Pipfile.lock ./",
      'CMD ["uvicorn", "--host", "0.0.0.0", "--port", "8000", "main:app"]',
    ],
  },
  "setup.py alone": {
    files: {
      "setup.py":
        "setup(name='x', install_requires=['click'], entry_points={'console_scripts': ['shop = x.cli:main']})",
      "x/cli.py": "",
    },
    what: "Python with pip",
    has: ["RUN --mount=type=cache,target=/root/.cache/pip pip install .", 'CMD ["shop"]'],
  },
  "setup.cfg alone": {
    files: {
      "setup.cfg": "[metadata]\nname = x\n[options.entry_points]\nconsole_scripts =\n    shop = x:main\n",
      "x.py": "",
    },
    what: "Python with pip",
    has: ['CMD ["shop"]'],
  },
  conda: {
    files: { "environment.yml": "name: x\n", "main.py": "" },
    what: "Python with pip",
    refused: /conda/,
  },
  "an old Django without a version of Python": {
    files: {
      "requirements.txt": "Django==3.2\ngunicorn\n",
      "manage.py": manage("a.settings"),
      "a/wsgi.py": "",
    },
    what: "Python with pip",
    has: ["FROM python:3.10-slim AS base"],
  },
  "packages that are compiled, and one from git": {
    files: {
      "requirements.txt":
        "psycopg2==2.9.9\nmysqlclient\nuwsgi\npython-magic\nx @ git+https://example.com/x.git\n",
      "main.py": "",
    },
    what: "Python with pip",
    has: [
      "&& apt-get install --yes --no-install-recommends default-libmysqlclient-dev gcc libc6-dev libpcre2-dev libpq-dev libxml2-dev pkg-config git \\",
      "&& apt-get install --yes --no-install-recommends libmagic1t64 libmariadb3 libpcre2-8-0 libpq5 libxml2 \\",
    ],
  },
  "Django with static files": {
    files: {
      "requirements.txt": "django==5.2\nwhitenoise\ngunicorn\n",
      "src/manage.py": manage("shop.settings"),
      "src/shop/settings.py":
        'SECRET_KEY = os.environ.get("KEY", "x")\nSTATIC_ROOT = BASE_DIR / "static"\n"ENGINE": "django.db.backends.sqlite3"\n',
      "src/shop/wsgi.py": "",
    },
    what: "Python with pip",
    has: [
      "WORKDIR /app/src",
      "RUN python manage.py collectstatic --noinput",
      "COPY --chown=65532:65532 . .",
      'CMD ["gunicorn", "--bind", "0.0.0.0:8000", "shop.wsgi"]',
    ],
  },
  "Django whose settings need a secret": {
    files: {
      "requirements.txt": "django==5.2\ngunicorn\n",
      "manage.py": manage("shop.settings"),
      "shop/settings.py": 'SECRET_KEY = os.environ["KEY"]\nSTATIC_ROOT = "x"\n',
      "shop/wsgi.py": "",
    },
    what: "Python with pip",
    hasNot: ["collectstatic"],
  },
  "Django without a server for production": {
    files: { "requirements.txt": "django==5.2\n", "manage.py": manage("shop.settings") },
    what: "Python with pip",
    notes: [/gunicorn/],
    has: ['CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]'],
  },
  "a workspace of uv": {
    files: {
      "pyproject.toml":
        '[project]\nname = "x"\ndependencies = ["fastapi", "uvicorn", "lib"]\n[tool.uv.workspace]\nmembers = ["packages/*"]\n',
      "uv.lock": "",
      "packages/lib/pyproject.toml": '[project]\nname = "lib"\n',
      "main.py": "app = FastAPI()",
    },
    what: "Python with uv",
    found: ["pyproject.toml"],
    has: [
      "COPY . .",
      "RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev --no-install-project --all-packages --no-editable",
    ],
  },
  "documents alone": {
    files: { "requirements.txt": "mkdocs==1.6\nmkdocs-material\n", "mkdocs.yml": "" },
    what: null,
  },
  "a library": {
    files: { "pyproject.toml": '[project]\nname = "x"\n', "x/__init__.py": "" },
    what: "Python with pip",
    refused: /library/,
  },
  "a version that a workflow tests with": {
    files: {
      "requirements.txt": "click\n",
      "main.py": "",
      ".github/workflows/ci.yml": 'python-version: ["3.9", "3.11"]',
    },
    what: "Python with pip",
    has: ["FROM python:3.11-slim AS base"],
  },
};
