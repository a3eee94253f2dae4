from django.shortcuts import render


class BadInputMiddleware:
    """Refuse what no database column can hold before any view meets it: NUL bytes in an address.

    PostgreSQL text cannot contain NUL, so such a value would become a server error deep inside
    a query. Form fields are checked by Django itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path or "\x00" in query or "%00" in query:
            return render(request, "400.html", status=400)
        return self.get_response(request)
